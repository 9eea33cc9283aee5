import type { IDataObject } from 'n8n-workflow';
import { Tenant } from '../../integration/support/tenant.mts';
import { goTo } from './clock.mts';

/** A Saturday, so that levels of employment are looked ahead for; the second round comes on a Tuesday. */
export const FIRST_DAY = '2026-11-28';
export const SECOND_DAY = '2026-12-01';

/** A tenant without people on either side but Cinode's administrator, and without limits. */
export async function emptyTenant(day: string): Promise<Tenant> {
	goTo(day);
	const tenant = await Tenant.start({ emptyCinode: true, people: 0, clients: 0, projects: 0, today: day });
	const { kleer, cinode } = tenant.sandbox;
	kleer.store.clientProjects.clear();
	cinode.store.limits.plan.perDay = 1e9;
	return tenant;
}

/** The brakes and shares of a Cinode sync, so wide that none of them matters here. */
export const UNLIMITED: IDataObject = {
	maxCreates: 1_000_000,
	maxChangedShare: 100,
	requestsPerDay: 400_000,
	compareShare: 100,
	reserve: 0,
	includeUnchanged: true,
};
