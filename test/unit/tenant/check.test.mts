import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkTenant } from '../../../tenant/checkTenant.ts';
import { decodeTenantFile, parseTenantFile } from '../../../scripts/tenant/readTenantFile.mts';
import { EXAMPLE, errorsOf, example, smallest, type Given } from './example.mts';

/** The errors of the smallest file with its company changed so. */
function withCompany(changes: object): string[] {
	const file = smallest();
	Object.assign(file.companies[0]!, changes);
	return errorsOf(file);
}

/** The errors of the example with its second company changed so. */
function withSecond(change: (second: Record<string, any>, file: Given) => void): string[] {
	const file = example();
	change(file.companies[1]!, file);
	return errorsOf(file);
}

describe('a tenant file', () => {
	it('is right as the example shows it, without a warning', () => {
		expect(parseTenantFile(EXAMPLE, readFileSync(EXAMPLE, 'utf8')).errors).toEqual([]);
		const { errors, warnings } = checkTenant(example());
		expect([...errors, ...warnings]).toEqual([]);
	});

	it('needs little', () => {
		expect(errorsOf(smallest())).toEqual([]);
	});

	it('says where it is no JSON, and which key is there twice', () => {
		expect(parseTenantFile('x', '{\n "a": 1\n "b": 2 }').errors[0]?.at).toEqual({ line: 3, column: 2 });
		const { errors } = parseTenantFile('x', '{ "a": 1, // one\n "a": 2, }');
		expect(errors).toEqual([{ path: '', at: { line: 2, column: 2 }, message: '"a" is there twice' }]);
	});

	it('knows the line and column of every path, and of what lacks something', () => {
		const text = '{ // å\n\t"companies": [\n\t\t{ "users": { "modes": { "phone": "of" } } },\n\t],\n}';
		const { placeOf } = parseTenantFile('x', text);
		expect(placeOf('companies[0].users.modes.phone')).toEqual({ line: 3, column: 27 });
		expect(placeOf('companies[0].users')).toEqual({ line: 3, column: 5 });
		// Missing: where it would stand.
		expect(placeOf('companies[0].users.languageId')).toEqual({ line: 3, column: 5 });
		expect(placeOf('timeZone')).toEqual({ line: 1, column: 1 });
	});

	it('is refused in another encoding, with the place of the first letter that tells', () => {
		const text = '{\n\t"name": "Å Ö",\n\t"tag": "Åre",\n}';
		expect(decodeTenantFile(Buffer.from(text))).toEqual({ text });
		expect(decodeTenantFile(Buffer.from(`\uFEFF${text}`))).toEqual({ text });
		expect(decodeTenantFile(Buffer.from(text, 'latin1'))).toMatchObject({
			error: { at: { line: 2, column: 11 }, message: expect.stringContaining('Latin-1') },
		});
		const mixed = Buffer.concat([Buffer.from('{\n\t"name": "Å'), Buffer.from(' Ö"}', 'latin1')]);
		expect(decodeTenantFile(mixed)).toMatchObject({ error: { at: { line: 2, column: 13 } } });
		expect(decodeTenantFile(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toMatchObject({
			error: { at: { line: 1, column: 1 }, message: expect.stringContaining('UTF-16') },
		});
	});

	it('tells all errors at once', () => {
		const found = errorsOf({ name: 'x', timezone: 'Europe/Stockholm', companies: [{ users: {} }] });
		expect(found.map((one) => one.split(':')[0])).toEqual([
			'timezone',
			'timeZone',
			'companies[0].name',
			'companies[0].kleerCredential',
			'companies[0].cinodeCredential',
		]);
		expect(found[0]).toContain('did you mean "timeZone"?');
	});

	it('knows time zones', () => {
		expect(errorsOf({ ...smallest(), reportLanguage: 'swedish' })[0]).toContain('must be "en" or "sv"');
		const [error] = errorsOf({ ...smallest(), timeZone: 'Europe/Stokholm' });
		expect(error).toContain('did you mean "Europe/Stockholm"?');
	});

	it.each([['weekly'], [{ daily: 24 }], [{ daily: 6, hourly: true }], [5]])(
		'knows no schedule %j',
		(people) => {
			expect(errorsOf({ ...smallest(), schedules: { people } })[0]).toMatch(/^schedules\.people: must be/);
		},
	);

	it('asks for a tag that n8n takes', () => {
		const long = { ...smallest(), name: 'A name of more than 24 letters' };
		expect(errorsOf(long)[0]).toContain('choose a shorter "tag"');
		expect(errorsOf({ ...long, tag: 'A name' })).toEqual([]);
		expect(errorsOf({ ...smallest(), name: 'Berg, Dal' })[0]).toContain('no comma');
	});
});

describe('a scheme in a tenant file', () => {
	it.each([
		[{ languageId: '1' }, /users\.languageId: must be a number.*dropdown 'Language' in the node 'Map Users'/],
		[{ language: 1 }, /users\.language: is not known; did you mean "languageId"\?/],
		[{ leavers: 'setEnddate' }, /must be one of "nothing", "setEndDate".*did you mean "setEndDate"/],
		[{ permissions: [17] }, /users\.permissions\[0\]: must be one of 100 \(Read\)/],
		[{ permissions: 200 }, /users\.permissions: must be a list/],
		[{ modes: { firstName: 'off' } }, /users\.modes\.firstName: must be one of "always"/],
		[
			{ employmentRate: 'off' },
			/users\.employmentRate: is not known; did you mean "modes\.availabilityPercent"\?/,
		],
		[{ modes: { employmentRate: 'off' } }, /modes\.employmentRate: .*did you mean "availabilityPercent"\?/],
		[{ modes: { phone: 'of' } }, /users\.modes\.phone: must be one of .*did you mean "off"/],
		[{ categoryTags: [{ tag: 'x' }] }, /users\.categoryTags\[0\]\.category: is missing/],
		[{ categoryTags: [{ category: 'Backend' }] }, /category: must be a text "id\|name"/],
		[{ salaryDivisor: 0 }, /users\.salaryDivisor: must be 1 or more/],
		[{ reconnect: 'yes' }, /users\.reconnect: must be true or false/],
		[{ allowedDomains: '={{ 1 }}' }, /must not begin with "="/],
		[{ allowOnce: 12 }, /users\.allowOnce: is not known/],
		[{ timeZone: 'UTC' }, /users\.timeZone: is not known/],
		[{ keyPrefix: 'A' }, /users\.keyPrefix: is one for the whole company: set companies\[0\]\.keyPrefix/],
	])('is refused as %j', (users, message) => {
		const found = withCompany({ users });
		expect(found).toHaveLength(1);
		expect(found[0]).toMatch(message);
	});

	it.each<[Record<string, unknown>, RegExp | undefined]>([
		[{ field: 'title', value: 'Konsult' }, undefined],
		[{ field: 'title', value: '={{ $json.phone }}', mode: 'mirror', sensitive: true }, undefined],
		[{ field: 'mobility', value: 50 }, undefined],
		[{ field: 'mobility', value: '={{ $json.levelOfEmployment }}' }, undefined],
		[{ field: 'availableFromDate', value: '2026-01-31' }, undefined],
		[{ field: 'titel', value: 'x' }, /\.field: must be one of .*did you mean "title"/],
		[{ field: 'internalIdentifier', value: 'x' }, /\.field: must be one of/],
		[{ field: 'email', value: 'x' }, /\.field: must be one of/],
		[{ value: 'x' }, /\.field: is missing/],
		[{ field: 'title' }, /\.value: is missing/],
		[{ field: 'title', value: ' ' }, /\.value: must not be empty/],
		[{ field: 'title', value: 17 }, /\.value: must be a text/],
		[{ field: 'title', value: '=phone' }, /\.value: must not begin with "="/],
		[{ field: 'mobility', value: 'far' }, /\.value: must be a number/],
		[{ field: 'mobility', value: 1.5 }, /\.value: must be a whole number/],
		[{ field: 'mobility', value: 3e9 }, /\.value: must be 2147483647 or less/],
		[{ field: 'availableFromDate', value: '31/1' }, /\.value: must be a date/],
		[{ field: 'title', value: 'x', mode: 'allways' }, /\.mode: must be one of .*did you mean "always"/],
		[{ field: 'title', value: 'x', sensitive: 'yes' }, /\.sensitive: must be true or false/],
		[{ field: 'title', value: 'x', masked: true }, /\.masked: is not known/],
	])('has an own row as %j', (row, message) => {
		const found = withCompany({ users: { ownRows: [row] } });
		expect(found).toHaveLength(message ? 1 : 0);
		if (message) expect(found[0]).toMatch(message);
	});

	it('has own rows of every kind, and each field once', () => {
		const customers = {
			ownRows: [
				{ field: 'intermediator', value: true },
				{ field: 'size', value: 2 },
				{ field: 'turnOver', value: 9e12 },
			],
		};
		const projects = {
			goLiveDate: '2026-01-01',
			ownRows: [
				{ field: 'field:cost centre', value: '={{ $json.teamId }}' },
				{ field: 'deliveryType', value: 'EMAIL' },
				{ field: 'incomingInvoicedAmount', value: 12.5 },
			],
		};
		expect(withCompany({ customers, projects })).toEqual([]);
		const twice = [customers.ownRows[0], customers.ownRows[1], { field: 'size', value: 9 }];
		expect(withCompany({ customers: { ownRows: twice } })).toEqual([
			expect.stringMatching(/ownRows\[2\]\.value: must be one of 0 \(Sole Trader\)/),
			expect.stringMatching(/ownRows\[2\]\.field: is the field of row 1 already/),
		]);
		const [unknown] = withCompany({ projects: { ...projects, ownRows: [{ field: 'number', value: 'x' }] } });
		expect(unknown).toMatch(/\.field: must be one of "defaultNotes".*or "field:" with the alias/);
	});

	it.each([
		[
			'Norge',
			/customers\.countries\[0\]\.code: must be an ISO code of two letters like "NO"; did you mean "NO"\?/,
		],
		['no', /did you mean "NO"\?/],
		['Tyskland', /did you mean "DE"\?/],
		['Germany', /did you mean "DE"\?/],
		['QQ', /must be an ISO code of two letters like "NO" /],
	])('knows no country %j', (code, message) => {
		const found = withCompany({ customers: { countries: [{ code, countryId: 2 }] } });
		expect(found).toHaveLength(1);
		expect(found[0]).toMatch(message);
	});

	it.each(['NO', 'SE', 'GB', 'DE', 'US'])('knows the country %s', (code) => {
		expect(withCompany({ customers: { countries: [{ code, countryId: 2 }] } })).toEqual([]);
	});

	it.each([
		['keyPrefix', 'K ', /keyPrefix: must have no spaces/],
		['keyPrefix', 'K,', /keyPrefix: must have no comma/],
		['keyPrefix', '17', /keyPrefix: must not be digits alone/],
		['keyPrefix', 'A-very-long-prefix', /keyPrefix: must have 12 letters at most/],
		['keyPrefix', 7, /keyPrefix: must be a text/],
		['projectNumberPrefix', 'P 1', /projectNumberPrefix: must have no spaces/],
		['paymentTermsPrefix', 'BV3', /paymentTermsPrefix: must not end with a digit/],
	])('takes no %s %j', (key, value, message) => {
		const found = withCompany({ [key]: value, customers: {}, projects: { goLiveDate: '2026-01-01' } });
		expect(found).toHaveLength(1);
		expect(found[0]).toMatch(message);
	});

	it('may be off, but not all of them', () => {
		expect(withCompany({ projects: false })).toEqual([]);
		expect(withCompany({ users: false })[0]).toMatch(/^companies\[0\]: has no scheme that is on/);
		expect(withCompany({ userss: {} })[0]).toContain('did you mean "users"?');
	});

	it('needs what its node requires', () => {
		const [language] = withCompany({ subcontractors: {} });
		expect(language).toMatch(/subcontractors\.languageId: is missing: 'Language'/);
		const [date] = withCompany({ projects: {} });
		expect(date).toMatch(/projects\.goLiveDate: is missing: 'Go-Live Date'/);
		expect(withCompany({ projects: { goLiveDate: '2026-02-30' } })[0]).toContain('must be a date');
	});

	it('shares what the company has once', () => {
		expect(withCompany({ keySource: 'ID' })[0]).toMatch(/^companies\[0\]\.keySource: must be one of/);
		expect(withCompany({ subcontractorCategories: ['7|Konsult'], nameSplit: 'x' })).toHaveLength(1);
	});
});

describe('two companies in a tenant file', () => {
	it.each([
		[(two) => (two.keyPrefix = 'K-'), 'companies[1].keyPrefix: is the key prefix of companies[0] too'],
		[(two) => (two.keyPrefix = 'K-2'), 'companies[1].keyPrefix: "K-2" and "K-"'],
		[(two) => delete two.keyPrefix, 'companies[1].keyPrefix: must not be empty'],
		[(two) => (two.projectNumberPrefix = 'K'), 'companies[1].projectNumberPrefix: must differ'],
		[(two) => (two.projectNumberPrefix = 'K1'), 'companies[1].projectNumberPrefix: "K1" and "K"'],
		[(two) => (two.name = 'Nordkust Konsult, AB'), 'companies[1].name: is the name of companies[0] too'],
		[(two) => (two.kleerCredential = 'Kleer Nordkust Konsult'), 'companies[1].kleerCredential: is the cred'],
	] as Array<[(second: Record<string, any>) => void, string]>)('are kept apart: %s', (change, message) => {
		const found = withSecond(change);
		expect(found).toHaveLength(1);
		expect(found[0]).toContain(message);
	});

	it('may have the same numbers where each has its own Cinode account', () => {
		const change = (two: Record<string, any>) =>
			Object.assign(two, { projectNumberPrefix: 'K', cinodeCredential: 'Cinode Drift' });
		expect(withSecond(change)).toEqual([]);
	});

	it('are warned where each would push the other’s projects', () => {
		const file = example();
		delete file.companies[0]!.projects.scope;
		const { warnings } = checkTenant(file);
		expect(warnings.map(({ path }) => path)).toEqual(['companies[0].projects.scope']);
	});
});
