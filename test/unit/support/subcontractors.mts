import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import {
	mapSubcontractors,
	type Employee,
	type MappedSubcontractor,
	type RejectedRecord,
	type SubcontractorsSetup,
} from '../../../rules';
import {
	RunMemory,
	SubcontractorsTarget,
	runSync,
	type CinodeSubcontractorsApi,
	type PatchOperation,
	type SyncOptions,
	type SyncResult,
	type SyncSummary,
} from '../../../sync';
import type { CinodeListedUser, CinodeSubcontractor } from '../../../models/cinode/people';
import { VendorError } from '../../../base';
import { FakeClock } from './clock.mts';
import { syncOptions } from './fakeTarget.mts';
import { TODAY } from './people.mts';
import { VolatileStore } from './volatileStore.mts';

/** Builders of Kleer people tied to a supplier. Every one is made up. */

export const SUPPLIER = { id: 3, name: 'Koda Konsult AB', organisationNumber: '556016-0680' };
/** Tied to a sole trader's business: the number is a personal number. */
export const SOLE_SUPPLIER = { id: 4, name: 'Rut Ek Enskild Firma', organisationNumber: '850302-2397' };

/** A setup that changes nothing but the language, which Cinode requires. */
export function subcontractorsSetup(more: Partial<SubcontractorsSetup> = {}): SubcontractorsSetup {
	return {
		today: TODAY,
		keySource: 'internalId',
		keyPrefix: '',
		nameSplit: 'particles',
		allowedDomains: [],
		languageId: 1,
		officesByCategory: [],
		subcontractorCategories: [],
		protectedCategories: [],
		protectedPeople: 'leaveOut',
		scope: { onlyCategories: [], notCategories: [], neverKeys: [] },
		modes: {},
		...more,
	};
}

/** A consultant with a payroll row, tied to a supplier. 920714-1236 has a right check digit. */
export function consultant(more: Partial<Employee> = {}): Employee {
	return {
		id: 40,
		foreignId: 'K40',
		internalId: 2040,
		name: 'Rut Ek',
		email: 'rut.ek@koda.se',
		active: true,
		hasPayroll: true,
		ssn: '920714-1236',
		phone: '073-765 43 21',
		categories: [],
		supplier: SUPPLIER,
		...more,
	};
}

export function consultantWithout(...fields: Array<keyof Employee>): Employee {
	const whole: Partial<Employee> = consultant();
	for (const field of fields) delete whole[field];
	return whole as Employee;
}

/** What most consultants are: no payroll row, so neither personal number nor phone. */
export const withoutPayroll = (): Employee => ({ ...consultantWithout('ssn', 'phone'), hasPayroll: false });

export function mappedConsultant(
	one: Employee,
	setup: Partial<SubcontractorsSetup> = {},
): MappedSubcontractor {
	const { mapped, rejected } = mapSubcontractors([one], subcontractorsSetup(setup));
	expect(rejected).toEqual([]);
	expect(mapped).toHaveLength(1);
	return mapped[0]!.record;
}

export function rejectedConsultant(one: Employee, setup: Partial<SubcontractorsSetup> = {}): RejectedRecord {
	const { mapped, rejected } = mapSubcontractors([one], subcontractorsSetup(setup));
	expect(mapped).toEqual([]);
	expect(rejected).toHaveLength(1);
	return rejected[0]!.record;
}

/** All that a creation may carry (docs/vendors.md#cinode-subcontractors); the first are required. */
const REQUIRED = 'firstName lastName email password passwordConfirm gender languageId'.split(' ');
const CREATABLE = [
	...REQUIRED,
	...(
		'title profileLanguageId createProfile tariff phone currencyId companyCalendarId companyAddressId ' +
		'companyName companyIdentifier internalIdentifier linkedIn rating'
	).split(' '),
];

/** A subcontractor as Cinode keeps it; what its models never show is written only. */
export interface SubcontractorRow extends CinodeSubcontractor {
	title?: string | null;
	tariff?: number | null;
	rating?: number | null;
	linkedIn?: string | null;
	hidden: { gender?: unknown; languageId?: unknown; password?: unknown };
}

interface Call {
	name: keyof CinodeSubcontractorsApi;
	args: unknown[];
}

/** Cinode's subcontractors as docs/vendors.md#cinode-subcontractors describes them, in memory; every request is noted. */
class FakeSubcontractors implements CinodeSubcontractorsApi {
	readonly rows: SubcontractorRow[] = [];
	readonly people: CinodeListedUser[] = [];
	readonly calls: Call[] = [];
	allowed: string[] = ['GET', 'DELETE'];
	/** Thrown before anything is done. */
	refuse: (call: Call) => Error | undefined = () => undefined;
	/** The answer is lost after everything was done. */
	lose: (call: Call) => boolean = () => false;
	private nextId = 800;

	add(more: Partial<SubcontractorRow> = {}): SubcontractorRow {
		const row: SubcontractorRow = {
			companyUserId: this.nextId++,
			firstName: 'Rut',
			lastName: 'Ek',
			email: 'rut.ek@koda.se',
			status: 1,
			companyName: 'Koda Konsult AB',
			companyIdentifier: '556016-0680',
			internalIdentifier: null,
			phone: '073-765 43 21',
			hidden: {},
			...more,
		};
		this.rows.push(row);
		return row;
	}

	names = () => this.calls.map(({ name }) => name);
	writes = () => this.calls.filter(({ name }) => /^(create|patch|put)/.test(name));

	listSubcontractors = () =>
		this.answer('listSubcontractors', [], () => this.rows.map(({ hidden: _, phone: __, ...rest }) => rest));
	getSubcontractor = (id: number) => this.answer('getSubcontractor', [id], () => shown(this.row(id)));
	createSubcontractor = (body: Record<string, unknown>) =>
		this.answer('createSubcontractor', [body], () => {
			for (const field of REQUIRED) if (body[field] === undefined) throw invalid(`${field} is required`);
			for (const field of Object.keys(body)) if (!CREATABLE.includes(field)) throw invalid(`${field}?`);
			if (body.password !== body.passwordConfirm) throw invalid('Passwords differ');
			const row = this.add({ companyName: null, companyIdentifier: null, phone: null });
			for (const [field, value] of Object.entries(body)) this.set(row, field, value);
			return shown(row);
		});
	allowedMethods = (id: number) => this.answer('allowedMethods', [id], () => [...this.allowed]);
	patchSubcontractor = (id: number, operations: PatchOperation[]) =>
		this.answer('patchSubcontractor', [id, operations], () => {
			if (!this.allowed.includes('PATCH')) throw invalid('405');
			const row = this.row(id);
			for (const { path, value } of operations) {
				const field = CREATABLE.find((name) => `/${name.toLowerCase()}` === path);
				if (!field) throw invalid(`${path}?`);
				this.set(row, field, value);
			}
			return shown(row);
		});
	listPeople = (expected: number) =>
		this.answer('listPeople', [expected], () => structuredClone(this.people));

	private async answer<T>(name: Call['name'], args: unknown[], work: () => T): Promise<T> {
		const call = { name, args: structuredClone(args) };
		this.calls.push(call);
		await Promise.resolve();
		const refusal = this.refuse(call);
		if (refusal) throw refusal;
		const result = structuredClone(work());
		if (this.lose(call)) throw new VendorError('Cinode', 'answerLost', 'No answer came');
		return result;
	}

	private row(id: number): SubcontractorRow {
		const row = this.rows.find(({ companyUserId }) => companyUserId === id);
		if (!row) throw new VendorError('Cinode', 'notFound', `No subcontractor ${id}`);
		return row;
	}

	private set(row: SubcontractorRow, field: string, value: unknown): void {
		const id = value as number | null;
		if (['gender', 'languageId', 'password'].includes(field)) Object.assign(row.hidden, { [field]: value });
		else if (field === 'currencyId') row.defaultCurrency = id ? { id } : null;
		else if (field === 'companyAddressId') row.companyAddress = id ? { id } : null;
		else if (field !== 'passwordConfirm') Object.assign(row, { [field]: value });
	}
}

function shown({ hidden: _, ...rest }: SubcontractorRow): CinodeSubcontractor {
	return rest;
}

function invalid(message: string): VendorError {
	return new VendorError('Cinode', 'invalid', message);
}

export interface Run {
	results: SyncResult[];
	summary: SyncSummary;
}

/** A tenant's subcontractors, and what its syncs remember from run to run. */
export class SubcontractorsTenant {
	readonly cinode = new FakeSubcontractors();
	readonly clock = new FakeClock();
	store = new VolatileStore();
	setup: Partial<SubcontractorsSetup> = {};
	private passwords = 0;

	async sync(people: Employee[], more: Partial<SyncOptions> = {}): Promise<Run> {
		const { mapped, rejected } = mapSubcontractors(people, subcontractorsSetup(this.setup));
		expect(rejected).toEqual([]);
		return await this.run(
			mapped.map(({ record }) => record),
			more,
		);
	}

	async run(records: MappedSubcontractor[], more: Partial<SyncOptions> = {}): Promise<Run> {
		this.cinode.calls.splice(0);
		const secret = createHmac('sha256', 'test').digest('hex');
		return await runSync(records, syncOptions({ includeUnchanged: true, ...more }), {
			target: new SubcontractorsTarget(this.cinode, () => `hemligt-${this.passwords++}`),
			memory: new RunMemory(this.store, secret, 'options', this.clock.now()),
			clock: this.clock,
			usage: () => ({ kleer: 0, cinode: this.cinode.calls.length, dailyLeft: null }),
		});
	}
}

export const resultOf = ({ results }: Run, key = '2040') => results.find((result) => result.key === key)!;
