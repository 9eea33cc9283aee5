import { comparableKey, isoCountry, rowsOf, type MappedCustomer } from '../../../rules';
import { attempt } from '../../../base/attempt';
import { VendorError, isAnswerLost } from '../../../base/errors';
import { listStateAfter, notKept, unkeptDrift, withoutUnkept } from '../shared/kept';
import { fieldName } from '../shared/fieldName';
import { TagBook } from '../shared/tagBook';
import type { TagPlan } from '../shared/tags';
import type { Match } from '../../contract/match';
import type { ListedTarget } from '../../contract/listedTarget';
import type { Applied, Known, Plan, PlannedChange } from '../../contract/plan';
import type { UnlistedQuery, LinkRules, SchemeTarget } from '../../contract/schemeTarget';
import { addAddress, addContact } from './addParts';
import {
	listedCustomer,
	nameLink,
	numberLink,
	type CinodeCustomer,
	type CinodeCustomersApi,
} from './cinodeCustomer';
import { Directory } from './directory';
import { HiddenCustomers } from './hiddenCustomers';
import { Namesakes, isAnotherOrganisation } from './namesakes';
import { OrganisationNumbers, type LearntCustomers } from './organisationNumbers';
import {
	dropUnsent,
	planCustomerCreation,
	planCustomerUpdate,
	shownFields,
	shownValues,
	type CustomerPlan,
	type CustomerPolicies,
	type CustomerPayload,
	type ResolvedNames,
} from './planCustomer';

export interface CustomersOptions extends CustomerPolicies {
	/** Whether a customer without key in Cinode is linked by its exact name. */
	linkByName: boolean;
	/** Cinode's ids of countries as set-up gives them, by ISO code. */
	countries: ReadonlyMap<string, number>;
}

const ROWS = rowsOf('customers');

/** Cinode's customers as the target of a sync (docs/field-rules.md#customers-kleer--cinode). */
export class CustomersTarget implements SchemeTarget<CustomerPayload> {
	readonly scheme = 'customers' as const;
	readonly links: LinkRules;
	readonly driftFields = [...new Set([...ROWS.map(({ target }) => target), 'Status', 'Tags'])];
	private readonly tags: TagBook;
	private readonly numbers: OrganisationNumbers;
	private readonly directory: Directory;
	/** Details that were read to find a match; each serves one plan. */
	private readonly details = new Map<number, CinodeCustomer>();
	/** Linked customers by the country that the source gives them. */
	private readonly byCountry = new Map<string, number[]>();
	private readonly namesakes: Namesakes;
	private readonly hidden: HiddenCustomers;
	/** Keys of all records of this run. */
	private keys: ReadonlySet<string> = new Set();
	private listShowsChanges = false;
	/** Keeps the run's lease during a look that takes long. */
	private stillOurs: () => Promise<void> = async () => {};

	/**
	 * @param learnt What this process knows of the company's customers; filled further.
	 */
	constructor(
		private readonly api: CinodeCustomersApi,
		private readonly options: CustomersOptions,
		learnt: LearntCustomers,
		now: () => number,
	) {
		this.links = {
			source: 'Kleer',
			system: 'Cinode',
			unique: false,
			word: (link) => (link.startsWith('name ') ? 'name' : 'organisation number'),
			isWeak: (link) => link.startsWith('name ') && !options.linkByName,
			confirmedBy: 'organisation number nor name',
			noun: 'customer',
			isDifferentEntity: isAnotherOrganisation,
		};
		this.namesakes = new Namesakes(this.links);
		this.tags = new TagBook(() => api.listTags());
		this.directory = new Directory(api, (id) => this.read(id), learnt.countries, options.countries);
		const patient: Pick<CinodeCustomersApi, 'searchCustomers' | 'searchCustomerPage'> = {
			searchCustomers: async (query) => {
				await this.stillOurs();
				return await api.searchCustomers(query);
			},
			searchCustomerPage: async (query) => {
				await this.stillOurs();
				return await api.searchCustomerPage(query);
			},
		};
		this.hidden = new HiddenCustomers(patient, learnt, now);
		this.numbers = new OrganisationNumbers(
			patient,
			(id) => this.read(id),
			learnt,
			now,
			() => this.listShowsChanges,
		);
	}

	fieldName(name: string): string {
		return fieldName(name, ROWS);
	}

	async list(): Promise<ListedTarget[]> {
		const customers = await this.api.listCustomers();
		for (const { tags } of customers) this.tags.note(tags);
		this.listShowsChanges = customers.some(({ updatedDateTime }) => updatedDateTime);
		const plain = customers.map(listedCustomer);
		const showsInactive = plain.some(({ disconnected }) => disconnected);
		const hidden = await this.hidden.besides(customers, showsInactive);
		const listed = [...plain, ...hidden.map(listedCustomer)];
		this.namesakes.note(listed);
		return listed;
	}

	async prepare(records: MappedCustomer[]): Promise<void> {
		this.keys = new Set(records.map(({ key }) => key));
		this.hidden.note(this.keys);
	}

	/** Organisation numbers, which the list doesn't show. */
	async findUnlisted({
		newcomers,
		doubtful,
		unmatched,
		unclaimed,
		stillOurs,
	}: UnlistedQuery<MappedCustomer>): Promise<ListedTarget[]> {
		this.stillOurs = stillOurs;
		const hidden = (await this.hidden.lookFor(newcomers, unmatched)).map(listedCustomer);
		const byKey = new Map(hidden.map((target) => [target.key, target]));
		const strangers = newcomers.filter(({ key }) => !byKey.has(key));
		const candidates = [...unclaimed, ...hidden.filter(({ key }) => !this.keys.has(key))];
		const unlike = newcomers.flatMap((record) => {
			const target = byKey.get(record.key);
			return target && !this.confirmingValues(record).some((trait) => target.confirmingValues.includes(trait))
				? [target]
				: [];
		});
		const doubts = [...doubtful, ...unlike];
		await this.numbers.learn(doubts.filter((target) => this.numbers.numberOf(target) === undefined));
		const wanted = strangers.flatMap(({ linkNumber }) => linkNumber ?? []);
		if (wanted.length > 0) await this.numbers.find(wanted, candidates);
		const numbered = [...candidates, ...doubts].flatMap((target) => {
			const number = this.numbers.numberOf(target);
			if (!number) return [];
			const link = numberLink(number);
			return [
				{
					...target,
					linkKeys: [link, ...target.linkKeys],
					confirmingValues: [link, ...target.confirmingValues],
				},
			];
		});
		this.namesakes.note([...hidden, ...numbered]);
		return [...hidden, ...numbered];
	}

	onMatched(matches: ReadonlyMap<MappedCustomer, Match>): void {
		for (const [{ values }, match] of matches) {
			const code = values.country;
			if (typeof code !== 'string' || match.kind === 'none' || match.kind === 'conflict') continue;
			this.byCountry.set(code, [...(this.byCountry.get(code) ?? []), match.target.id]);
		}
	}

	/** The organisation number comes first; several that share it are a conflict, whatever their names. */
	linkKeys({ values, linkNumber }: MappedCustomer): string[] {
		return [
			...(linkNumber ? [numberLink(linkNumber)] : []),
			...(typeof values.name === 'string' ? [nameLink(values.name)] : []),
		];
	}

	confirmingValues(record: MappedCustomer): string[] {
		return this.linkKeys(record);
	}

	/** Cinode shows all that is sent. */
	unreadable(): { now: unknown; others: unknown[] } {
		return { now: null, others: [] };
	}

	skipReason(record: MappedCustomer, target: ListedTarget): string | undefined {
		if (record.active !== false) return undefined;
		const acts = record.left && this.options.inactive === 'setInactive';
		if (acts && !target.disconnected) return undefined;
		return acts ? 'Inactive in Kleer and in Cinode' : 'Inactive in Kleer';
	}

	needsDetails(_record: MappedCustomer, match: Match): boolean {
		return match.kind === 'key' || match.kind === 'link';
	}

	/** Of what is written the list shows the name. */
	differsInList({ values }: MappedCustomer, { linkKeys }: ListedTarget): boolean {
		return typeof values.name === 'string' && !linkKeys.includes(nameLink(values.name));
	}

	async plan(
		record: MappedCustomer,
		match: Match,
		known: Known,
	): Promise<Plan<CustomerPayload, MappedCustomer>> {
		if (match.kind === 'conflict') throw new Error('A conflict is not planned');
		if (match.kind === 'none') {
			const isRefused =
				this.numbers.refused.has(record.linkNumber ?? '') || this.hidden.unsearched.has(record.key);
			if (isRefused) {
				throw new VendorError(
					'Cinode',
					'invalid',
					'Cinode refused the search for the number, or to show who has it, so the customer may be there: not created',
					{ advice: 'Correct the number in Kleer, or let the API account see all customers' },
				);
			}
			const plan = planCustomerCreation(record, await this.resolve(record));
			plan.warnings.push(...this.namesakes.warnings(record, this.linkKeys(record)));
			return { record, action: 'created', ...plan };
		}
		const { target } = match;
		const customer = await this.read(target.id);
		const names = await this.resolve(record, customer);
		this.details.delete(target.id);
		// The key is in the creation already, so a half-made customer is met by its key.
		const how = known.halfCreated ? 'finish' : match.kind === 'key' ? 'update' : 'link';
		const plan = planCustomerUpdate(record, customer, how, names, this.options);
		const { send, unkept, isSent } = withoutUnkept(plan.changes, known);
		dropUnsent(plan.payload, isSent);
		const { payload, ...told } = plan;
		const base = {
			record,
			target,
			...told,
			present: shownValues(customer),
			...(unkept.length > 0 ? { unkept } : {}),
		};
		if (match.kind !== 'link' && !hasWork(plan) && unkept.length > 0) {
			return {
				...base,
				...unkeptDrift(unkept, 'Cinode'),
			};
		}
		const action = match.kind === 'link' ? 'linked' : hasWork(plan) ? 'updated' : 'unchanged';
		return { ...base, action, changes: send, ...(hasWork(plan) ? { payload: payload } : {}) };
	}

	/** Parts first; the patch comes last, since its reply says what the list will show. */
	async apply(
		plan: Plan<CustomerPayload, MappedCustomer>,
		made: (target?: ListedTarget) => void = () => {},
	): Promise<Applied> {
		const { payload, record, target } = plan;
		if (!payload) throw new Error('Nothing to apply');
		const { api } = this;
		if (target) this.details.delete(target.id);
		const created = payload.create ? await this.create(payload.create, record, made) : undefined;
		const id = created?.id ?? target?.id;
		if (id === undefined) {
			throw new VendorError('Cinode', 'unexpected', 'Cinode created a customer but gave no id');
		}
		if (created) made(listedCustomer(created));
		const { address, contact, managers } = payload;
		if (address?.id !== undefined) await api.updateAddress(id, address.id, address.body);
		else if (address) await addAddress(api, id, address.body);
		if (contact) await addContact(api, id, contact);
		if (managers && managers.add.length > 0) await api.addManagers(id, managers.add);
		for (const manager of managers?.remove ?? []) await api.removeManager(id, manager);
		if (payload.tags) await this.writeTags(id, payload.tags, created !== undefined);
		const now =
			payload.patch.length > 0 ? await api.patchCustomer(id, payload.patch) : await api.getCustomer(id);
		const { still, ...compared } = await this.compared(plan, now);
		const listState = listStateAfter(listedCustomer(now).listState, plan, still);
		return { targetId: id, listState, warnings: [], ...compared };
	}

	async readBack(plan: Plan<CustomerPayload, MappedCustomer>, id: number): Promise<PlannedChange[]> {
		return (await this.compared(plan, await this.api.getCustomer(id))).unkept;
	}

	/** What a customer that was written now shows of it. */
	private async compared(
		{ record, payload, changes }: Plan<CustomerPayload, MappedCustomer>,
		now: CinodeCustomer,
	) {
		const how = payload?.create ? 'finish' : 'update';
		const names = await this.resolve(record, now);
		const still = planCustomerUpdate(record, now, how, names, this.options).changes;
		const shown = shownFields(now);
		const unshown = changes.flatMap(({ name }) => (shown.has(name) ? [] : [name]));
		return { unkept: notKept(changes, still), unshown, still };
	}

	/** One search; a credential without the right to search has the list alone. */
	async hasAppeared({ key }: MappedCustomer): Promise<boolean> {
		const search = { field: 'identification', value: key, operator: 'equals' } as const;
		const outcome = await attempt(() => this.api.searchCustomers(search));
		if (outcome.ok) return outcome.value.some(({ identification }) => comparableKey(identification) === key);
		if (isRefused(outcome.error)) return false;
		throw outcome.error;
	}

	async listAnew(): Promise<ListedTarget[]> {
		return (await this.api.listCustomers()).map(listedCustomer);
	}

	duplicatesOnRetry({ address, contact }: CustomerPayload): boolean {
		return contact !== undefined || (address !== undefined && address.id === undefined);
	}

	/** Only a new customer gets all tags in one request, which replaces: an old one may have got others meanwhile. */
	private async writeTags(id: number, { wanted, removed }: TagPlan, isNew: boolean): Promise<void> {
		if (isNew) {
			await this.tags.use(wanted, async (tags) => await this.api.setTags(id, tags));
			return;
		}
		for (const name of wanted) {
			await this.tags.use([name], async ([tag]) => await this.api.addTag(id, tag ?? { name }));
		}
		for (const tag of removed) await this.api.removeTag(id, tag.id);
	}

	/** An answer that was lost may have been a creation: the customer is looked up before anything else. */
	private async create(
		body: Record<string, unknown>,
		record: MappedCustomer,
		made: () => void,
	): Promise<CinodeCustomer> {
		const outcome = await attempt(() => this.api.createCustomer(body));
		if (!outcome.ok && !isAnswerLost(outcome.error)) throw outcome.error;
		made();
		if (outcome.ok) return outcome.value;
		const found = await this.api.searchCustomers({
			field: 'identification',
			value: record.key,
			operator: 'equals',
		});
		const [ours, ...more] = found.filter(
			({ identification }) => comparableKey(identification) === record.key,
		);
		if (!ours || more.length > 0) throw outcome.error;
		return await this.api.getCustomer(ours.id);
	}

	/** Cinode's ids for what the record names, asked for only where they are needed. */
	private async resolve({ values }: MappedCustomer, current?: CinodeCustomer): Promise<ResolvedNames> {
		const { country, currency, customerResponsible } = values;
		const isNew = (wanted: unknown, present: string | null | undefined): wanted is string =>
			typeof wanted === 'string' && wanted !== '' && wanted !== isoCountry(present ?? '');
		return {
			countryId: isNew(country, current?.country?.code)
				? await this.directory.countryId(country, this.byCountry.get(country) ?? [])
				: undefined,
			currencyId: isNew(currency, current?.turnOverCurrency?.currencyCode)
				? await this.directory.currencyId(currency)
				: undefined,
			responsible:
				typeof customerResponsible === 'string'
					? await this.directory.userByKey(customerResponsible)
					: undefined,
		};
	}

	private async read(id: number): Promise<CinodeCustomer> {
		await this.stillOurs();
		const customer = this.details.get(id) ?? (await this.api.getCustomer(id));
		this.details.set(id, customer);
		this.directory.learnFrom(customer);
		return customer;
	}
}

function isRefused(error: unknown): boolean {
	return error instanceof VendorError && ['invalid', 'forbidden', 'notFound'].includes(error.kind);
}

function hasWork({ payload }: CustomerPlan): boolean {
	const { create, address, contact, managers, tags, patch } = payload;
	return [create, address, contact, managers, tags].some(Boolean) || patch.length > 0;
}
