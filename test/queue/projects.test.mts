import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ProjectTemplates } from '../e2e/support/projectTemplates.mts';
import { logOf } from './support/logs.mts';

let projects: ProjectTemplates;

beforeAll(async () => {
	projects = await ProjectTemplates.start();
	await projects.publishPush();
});

afterAll(async () => await projects?.stop());

/** How often each of them is in Kleer. */
const times = (titles: string[]) => titles.map((title) => projects.inKleer(title).length);
const budgets = (titles: string[]) => titles.map((title) => projects.inKleer(title)[0]?.['budget-amount']);

describe('twenty projects won at once', () => {
	it('appear in Kleer once each, with their own values', async () => {
		const titles = projects.addMany('Samtidig', 20);
		await projects.isQuiet();
		projects.sandbox.requests.clear();
		for (const title of titles) projects.state(title, 'won');
		await projects.isQuiet();
		expect(times(titles)).toEqual(titles.map(() => 1));
		expect(budgets(titles)).toEqual(titles.map((_, index) => 100_000 * (index + 1)));
		expect(projects.writes.filter((method) => method === 'PUT')).toHaveLength(titles.length);
	});
});

describe('fifty events for one project within a second', () => {
	it('doubled and out of order, make one project, right at the end', async () => {
		const [title = ''] = projects.addMany('Ivrig', 1);
		await projects.isQuiet();
		Object.assign(projects.sandbox.webhooks.options, { duplicate: 0.3, shuffle: true });
		projects.state(title, 'won');
		for (let value = 1; value <= 50; value++) projects.edit(title, { contractValue: value * 1000 });
		await projects.isQuiet();
		Object.assign(projects.sandbox.webhooks.options, { duplicate: 0, shuffle: false });
		expect(times([title])).toEqual([1]);
		expect(budgets([title])).toEqual([5_000_000]);
	});

	it('write nothing when they say what Kleer has already', async () => {
		projects.sandbox.requests.clear();
		const before = structuredClone(projects.inKleer('Ivrig 1'));
		for (let again = 0; again < 10; again++) projects.edit('Ivrig 1', { contractValue: 50_000 });
		await projects.isQuiet();
		expect(projects.sandbox.requests.count({ system: 'cinode' })).toBeGreaterThan(0);
		expect(projects.writes).toEqual([]);
		expect(projects.inKleer('Ivrig 1')).toEqual(before);
	});
});

describe('the catch-up at the same time as events for the same new projects', () => {
	it('makes each project once', async () => {
		const catchUp = await projects.catchUp();
		// The first run takes all that the seed has, so that the next one has only these.
		await catchUp.run();
		await projects.isQuiet();
		const titles = projects.addMany('Dubbelt', 12);
		await projects.isQuiet();
		projects.sandbox.requests.clear();
		for (const title of titles) projects.state(title, 'won');
		const handedOver = await catchUp.run();
		await projects.isQuiet();
		expect(handedOver).toBeGreaterThanOrEqual(titles.length);
		expect(times(titles)).toEqual(titles.map(() => 1));
		expect(budgets(titles)).toEqual(titles.map((_, index) => 100_000 * (index + 1)));
		expect(projects.writes.filter((method) => method === 'PUT')).toHaveLength(titles.length);
	});
});

describe('the work', () => {
	const { workers, processors } = inject('cluster');

	it.each([...workers, ...processors])('was shared by $name', async ({ folder }) => {
		expect(await logOf(folder)).toMatch(/Worker started execution|Enqueued execution/);
	});
});
