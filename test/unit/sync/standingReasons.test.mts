import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { VendorError } from '../../../base';
import { recallTexts, textEntries } from '../../../sync/memory/texts.ts';
import { Tenant, person } from '../support/fakeTarget.mts';
import { VolatileStore } from '../support/volatileStore.mts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What an earlier run said of a record is said again by those that don't look at it (issue 14, item 10). */
describe('a record that stands keeps its reason', () => {
	let tenant: Tenant;

	beforeEach(() => {
		tenant = new Tenant();
	});

	async function standing(minutes: number, ...[records, options]: Parameters<Tenant['run']>) {
		await tenant.clock.advance(minutes * MINUTE);
		const { results, summary } = await tenant.run(records, options);
		expect(results).toEqual([]);
		return summary.standing.map(({ reason }) => reason);
	}

	it('a conflict that only a closer look shows', async () => {
		tenant.target.hidden = [
			{
				id: 900,
				key: '1',
				label: 'Åsa Öman',
				listState: '1',
				linkKeys: ['1@firma.se'],
				confirmingValues: ['1@firma.se'],
				disconnected: false,
				wrongKind: 'is a subcontractor in Cinode',
			},
		];
		const { results } = await tenant.run([person('1')]);
		const reason = results[0]?.reason;
		expect(reason).toContain('Åsa Öman (Cinode id 900) is a subcontractor in Cinode');
		for (let run = 0; run < 60; run++) expect(await standing(5, [person('1')])).toEqual([reason]);
		// The look that finds another one says that.
		tenant.target.hidden[0]!.label = 'Bo Öman';
		for (let run = 0; run < 24; run++) await standing(5, [person('1')]);
		expect(await standing(5, [person('1')])).toEqual([reason?.replace('Åsa', 'Bo')]);
		// The texts of other records do not show it.
		expect(await standing(5, [])).toEqual([]);
	});

	it('a failure, with how often', async () => {
		tenant.target.failApply = () => new VendorError('Cinode', 'invalid', 'Cinode refuses the e-mail');
		await tenant.run([person('1')]);
		expect(await standing(1, [person('1')])).toEqual([
			'Cinode refuses the e-mail. Failed once; tried again later, or when it changes',
		]);
		tenant.target.failApply = () => new VendorError('Cinode', 'invalid', 'Cinode refuses the phone');
		await tenant.clock.advance(30 * MINUTE);
		await tenant.run([person('1')]);
		expect(await standing(1, [person('1')])).toEqual([
			'Cinode refuses the phone. Failed 2 times; tried again later, or when it changes',
		]);
	});

	it('a warning', async () => {
		await tenant.run([person('1')]);
		await tenant.clock.advance(DAY);
		tenant.target.warnOf = () => ['Two invoice addresses'];
		await tenant.run([person('1')]);
		expect(await standing(5, [person('1')])).toEqual(['Two invoice addresses']);
		expect(await standing(5, [person('1')])).toEqual(['Two invoice addresses']);
	});

	it('what a dry run said', async () => {
		tenant.target.warnOf = () => ['The office is unknown'];
		await tenant.run([person('1')], { dryRun: true });
		expect(await standing(5, [person('1')], { dryRun: true })).toEqual(['The office is unknown']);
		expect(await standing(5, [person('1')], { dryRun: true })).toEqual(['The office is unknown']);
	});

	it('up to a size: what many records say is counted, and the memory doesn’t grow with it', async () => {
		tenant.target.failApply = ({ key }) => new VendorError('Cinode', 'invalid', `${key} ${'x'.repeat(300)}`);
		tenant.target.add({ key: 'in-step', email: 'in-step@firma.se', phone: '1' });
		const records = [...Array.from({ length: 90 }, (_, index) => person(String(index))), person('in-step')];
		await tenant.run(records);
		const reasons = await standing(1, records);
		expect(reasons).toHaveLength(90);
		const told = reasons.filter((reason) => reason.includes('xxx'));
		expect(told.length).toBeGreaterThan(20);
		expect(told.length).toBeLessThan(30);
	});
});

describe('texts in a memory that says only yes or no', () => {
	async function readBack(stored: string[], names: string[]) {
		const store = new VolatileStore();
		await store.rewrite(stored);
		return (await recallTexts(names, (entries) => store.recall(entries))).texts;
	}

	it('come back as they were', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), async (text) => {
				const texts = await readBack(textEntries('a', text), ['a', 'b']);
				expect([...texts]).toEqual([['a', text]]);
			}),
			{ numRuns: 50 },
		);
	});

	it('are cut between letters when they are long', async () => {
		const [text = ''] = (await readBack(textEntries('a', 'åäö'.repeat(200)), ['a'])).values();
		expect(text).toMatch(/^(åäö)+(å|åä)? …$/);
		expect(text.length).toBeGreaterThan(200);
	});

	it('are no text where two were mixed', async () => {
		const mixed = [...textEntries('a', 'Anna Ek'), ...textEntries('a', 'Bo Alm')];
		expect(await readBack(mixed, ['a'])).toEqual(new Map());
	});
});
