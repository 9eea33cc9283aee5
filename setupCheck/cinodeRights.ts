import type { CinodeClient } from '../apis/cinode/client';
import { listWebhooks } from '../apis/cinode/webhooks';
import { capabilities, whoAmI } from '../models/cinode/lookups';
import { cinodeUser } from '../models/cinode/people';
import { counted, type Scheme } from '../rules';
import { ALL, type Findings } from './findings';
import type { CinodeSeen } from './seen';

/** Modules by number (docs/vendors.md#cinode-enumerations). */
const MODULES: Record<number, string> = {
	2: 'Customers',
	3: 'Assignments',
	4: 'Partners',
	10: 'API',
	60: 'Webhooks',
};
/** The syncs that need each module, and each level below. */
const MODULE_STOPS: Record<number, readonly Scheme[]> = {
	2: ['customers', 'projects'],
	3: ['projects'],
	4: ['subcontractors'],
	10: ALL,
	60: ['projects'],
};
/** Levels that the syncs need (docs/vendors.md#cinode-enumerations, 2). */
const LEVELS: Record<number, string> = {
	180: 'API',
	240: 'Partner Manager',
	300: 'Manager',
	400: 'Admin',
};
const LEVEL_STOPS: Record<number, readonly Scheme[]> = {
	180: ALL,
	240: ['subcontractors'],
	300: ['customers', 'projects'],
	400: ['users'],
};
const OWNER = 500;
function stopsOf(missing: Array<[string, string]>, stops: Record<number, readonly Scheme[]>): Scheme[] {
	return [...new Set(missing.flatMap(([id]) => stops[Number(id)] ?? []))];
}

/** Which modules, levels and webhooks the token has, and which syncs lack some. */
export async function checkRights(client: CinodeClient, findings: Findings, seen: CinodeSeen): Promise<void> {
	await findings.check(
		'Modules',
		'Ask Cinode’s support to enable them',
		async () => {
			const { enabledModules } = await client.one('/capabilities', capabilities, "the company's modules");
			const enabled = new Set((enabledModules ?? []).map(({ moduleId }) => moduleId));
			const missing = Object.entries(MODULES).filter(([id]) => !enabled.has(Number(id)));
			return missing.length === 0
				? { status: 'ok', found: Object.values(MODULES).join(', ') }
				: {
						status: 'missing',
						stops: stopsOf(missing, MODULE_STOPS),
						found: `Without ${missing.map(([, name]) => name).join(', ')}`,
						todo: 'Customers needs Customers, subcontractors Partners, projects Assignments, the push Webhooks: ask Cinode’s support',
					};
		},
		ALL,
	);
	await findings.check(
		'Permission levels',
		'Give the API account’s owner the levels that are missing',
		async () => {
			const { companyUserId } = await client.one('/_whoami', whoAmI, 'who the token is', true);
			const owner = await client.one(`/users/${companyUserId}`, cinodeUser, 'a user');
			seen.details.push(owner);
			const levels = new Set((owner.roles ?? []).map(({ level }) => level ?? 0));
			const missing = Object.entries(LEVELS).filter(
				([level]) => !levels.has(Number(level)) && !levels.has(OWNER),
			);
			return missing.length === 0
				? { status: 'ok', found: Object.values(LEVELS).join(', ') }
				: {
						status: 'missing',
						stops: stopsOf(missing, LEVEL_STOPS),
						found: `Without ${missing.map(([, name]) => name).join(', ')}`,
						todo: 'Users need Admin, subcontractors Partner Manager, customers and projects Manager: give them to the API account’s owner',
					};
		},
		ALL,
	);
	await findings.check(
		'Webhooks',
		'Give the API account’s owner the right to make webhooks, and enable the module',
		async () => {
			const webhooks = await listWebhooks(client);
			return { status: 'ok', found: counted(webhooks.length, 'webhook') };
		},
		['projects'],
	);
}
