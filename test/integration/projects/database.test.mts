import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { later } from '../support/clock.mts';
import { deduplicator } from '../support/engine.mts';
import { ProjectCases } from './cases.mts';

/** n8n's database fails in the middle of a push, which keeps its lease there. */

let cases: ProjectCases;
let id: number;

beforeEach(async () => {
	cases = await ProjectCases.start();
	id = cases.make();
	await cases.pushed(id);
	cases.edit(id, { contractValue: 4000 });
});

afterEach(async () => {
	vi.restoreAllMocks();
	vi.useRealTimers();
	await cases.stop();
});

const budget = () => cases.one(id)['budget-amount'] / 100;
const broken = new Error('database is locked');

describe('a database that fails', () => {
	it('while a push waits for its lease ends that push with a word, and holds up no other', async () => {
		vi.spyOn(deduplicator, 'getProcessedDataCount').mockRejectedValueOnce(broken);
		await expect(cases.push(id)).rejects.toThrow('database is locked');
		await cases.push(id);
		expect(budget()).toBe(4000);
	});

	it('when the lease is given back costs the push nothing; the lease runs out by itself', async () => {
		vi.spyOn(deduplicator, 'clearAllProcessedItems').mockRejectedValueOnce(broken);
		const { results } = await cases.push(id);
		expect(results.map(({ action }) => action)).toEqual(['updated']);
		expect(budget()).toBe(4000);
		later(5);
		cases.edit(id, { contractValue: 5000 });
		await cases.push(id);
		expect(budget()).toBe(5000);
	});
});
