import type { IDataObject } from 'n8n-workflow';
import type { Credentials } from '../../integration/support/engine.mts';
import { syncScheme, type SyncRun, type TemplateScheme } from '../../integration/support/sync.mts';
import type { Tenant } from '../../integration/support/tenant.mts';
import { CUSTOMERS_NODES } from '../customers/setup.mts';
import { SUBCONTRACTORS_MAPPER, USERS_MAPPER } from '../people/setup.mts';
import { emptyTenant, UNLIMITED } from '../support/tenants.mts';

/** One of two Kleer companies of a group. */
export interface Company {
	prefix: 'A-' | 'B-';
	/** Its own Kleer; the Cinode in it is the group's only for the first. */
	tenant: Tenant;
	/** Of its Kleer, and of the group's Cinode. */
	credentials: Credentials;
}

/** Two Kleer companies on one Cinode, which is the first one's. */
export async function startTwo(day: string): Promise<[Company, Company]> {
	const [one, other] = [await emptyTenant(day), await emptyTenant(day)];
	const { cinodeApi } = one.credentials;
	return [
		{ prefix: 'A-', tenant: one, credentials: one.credentials },
		{ prefix: 'B-', tenant: other, credentials: { ...other.credentials, cinodeApi } },
	];
}

const MAPPERS: Record<TemplateScheme, IDataObject> = {
	users: USERS_MAPPER,
	subcontractors: SUBCONTRACTORS_MAPPER,
	customers: CUSTOMERS_NODES.mapper ?? {},
};

/** One company's sync, with its key prefix; the group's request log then holds this run alone. */
export async function syncCompany(group: Tenant, company: Company, scheme: TemplateScheme): Promise<SyncRun> {
	group.sandbox.requests.clear();
	return await syncScheme(company.credentials, scheme, {
		workflowId: `${company.tenant.workflowId}-${scheme}-${company.prefix}`,
		mapper: { ...MAPPERS[scheme], keyPrefix: company.prefix },
		...(scheme === 'customers' ? { sync: CUSTOMERS_NODES.sync } : {}),
		options: UNLIMITED,
	});
}

/** Records of the group's Cinode that the last run wrote to, by the keys that they carry now. */
export function keysWritten(group: Tenant): string[] {
	const { users, subcontractors, customers } = group.sandbox.cinode.store;
	const keys = group.writes.flatMap((write) => {
		const [, kind, id] = /\/(users|subcontractors|customers)\/(\d+)/.exec(write) ?? [];
		const number = Number(id);
		if (kind === 'users') return [users.get(number)?.internalIdentifier];
		if (kind === 'subcontractors') return [subcontractors.get(number)?.internalIdentifier];
		return kind === 'customers' ? [customers.get(number)?.identification] : [];
	});
	return [...new Set(keys.map(String))];
}
