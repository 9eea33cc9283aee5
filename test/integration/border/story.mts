import type { IDataObject } from 'n8n-workflow';
import {
	addDays,
	endStateOf,
	editClient,
	rolesOf,
	editRole,
	type SandboxOptions,
} from '../../sandbox/index.mts';
import type { CinodeDialect, KleerDialect } from '../../sandbox/dialects.mts';
import { push } from '../support/projects.mts';
import { FULL_SETUP, Tenant } from '../support/tenant.mts';

/**
 * One tenant's first days: all four syncs at first contact, a change of each kind, and a run in which nothing changes. It
 * ends alike whatever forms the vendors write in, and whatever they answered in between.
 */

const COMPANY: SandboxOptions = { people: 14, subcontractors: 4, clients: 13, projects: 7 };
const CUSTOMERS: IDataObject = { options: { paymentTermsPrefix: 'BV=' } };
const WON = 30;
const SUBCONTRACTORS: IDataObject = { languageId: 1 };
/** What the templates read and write, also for the brake. */
const OPTIONS = { options: { maxCreates: 200 } };

export interface Told {
	/** What stopped a node, in its order. */
	errors: string[];
	/** Everything that the runs told of records. */
	text: string;
	writes: number;
}

export class Story {
	private constructor(
		readonly tenant: Tenant,
		private readonly ids: number[],
	) {}

	static async begin(dialects: { kleer?: KleerDialect; cinode?: CinodeDialect } = {}): Promise<Story> {
		const tenant = await Tenant.start(COMPANY);
		const { kleer, cinode } = tenant.sandbox;
		Object.assign(kleer.store.options.dialect, dialects.kleer);
		Object.assign(cinode.store.options.dialect, dialects.cinode);
		const ids = [...cinode.store.projects.values()].filter(({ state }) => state === WON).map(({ id }) => id);
		return new Story(tenant, ids);
	}

	/** Each of the four syncs once; one that stops doesn't stop the others. */
	async run(): Promise<Told> {
		const told: Told = { errors: [], text: '', writes: 0 };
		const each = async (work: () => Promise<object>) => {
			try {
				told.text += JSON.stringify(await work());
			} catch (error) {
				const { message, description, stack } = error as Error & { description?: string };
				told.errors.push(`${message} ${description ?? ''}`);
				if (/TypeError/.test(stack ?? '')) told.errors.push(`TypeError: ${stack}`);
			}
			told.writes += this.tenant.sandbox.requests.all.filter(
				({ method, path }) =>
					method !== 'GET' && method !== 'OPTIONS' && !/\/(search|token|roles)$/.test(path),
			).length;
			this.tenant.sandbox.requests.clear();
		};
		const { tenant, ids } = this;
		await each(async () => slim(await tenant.sync({ mapper: FULL_SETUP, ...OPTIONS })));
		await each(async () =>
			slim(await tenant.syncScheme('subcontractors', { mapper: SUBCONTRACTORS, ...OPTIONS })),
		);
		await each(async () => slim(await tenant.syncScheme('customers', { mapper: CUSTOMERS, ...OPTIONS })));
		await each(async () => slim(await push(tenant, ids)));
		return told;
	}

	/** Somebody changes something of each kind at the source. */
	change(): void {
		const { kleer, cinode, today } = this.tenant.sandbox;
		const [person] = [...kleer.store.payroll.values()].filter(({ phone }) => phone);
		if (person) person.phone = '08-44 55 66';
		const [client] = [...kleer.store.clients.values()].filter(({ active }) => active);
		if (client) editClient(kleer.store, client.id, { phone: '08-77 88 99' });
		for (const id of this.ids) {
			const [role] = rolesOf(cinode.store, id);
			if (role)
				editRole(
					cinode.store,
					role.id,
					{ endDate: `${addDays(today(), 200)}T00:00:00` },
					{ now: Date.now() },
				);
		}
	}

	end(): Record<string, unknown> {
		return endStateOf(this.tenant.sandbox);
	}

	async stop(): Promise<void> {
		await this.tenant.stop();
	}
}

function slim({
	results,
	summary,
	rejected,
}: {
	results: unknown;
	summary: unknown;
	rejected: unknown;
}): object {
	return { results, summary, rejected };
}
