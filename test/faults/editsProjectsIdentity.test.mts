import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProjectCases } from '../integration/projects/cases.mts';
import { later } from '../integration/support/clock.mts';
import type { PushOptions } from '../integration/support/projects.mts';
import {
	addClientProject,
	clientProjectOf,
	editCinodeUser,
	editClient,
	editClientProject,
	editPerson,
	removeClient,
	removeClientProject,
	removeProject,
	type NewClientProject,
} from '../sandbox/index.mts';
import { testOf } from './fieldEdits.mts';
import { CLIENT, OTHER, PushedProject } from './projectIdentityEdits.mts';
import { everything } from './stories.mts';

// Waiting for Cinode's pace is not what is tested here.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 100)),
}));

/**
 * Projects whose number, client or people are edited by hand in Kleer between two pushes, and those that are deleted,
 * made anew or renumbered in either system (docs/field-rules.md#projects-cinode--kleer: Number, Client; 4): found again, conflict or left
 * alone, and nothing twice.
 */

const TWO_IN_CINODE =
	'the identifier of another project, pushed alone: nothing lands on that one’s Kleer project';
const KNOWN_WRONG: Record<string, string> = {
	[TWO_IN_CINODE]: 'whichever is pushed last writes over the other’s project in Kleer',
};

let project: PushedProject;
let cases: ProjectCases;
let id: number;
const IDENTIFIER: PushOptions = { mapper: { numberSource: 'identifier' } };

beforeEach(async () => {
	project = await PushedProject.start();
	({ cases, id } = project);
});

afterEach(async () => {
	vi.restoreAllMocks();
	await cases.stop();
});

describe('in Kleer', () => {
	it('another number is a conflict that says what to do, and no second project', async () => {
		project.edit({ number: 'P-77' });
		const { result, told } = await project.leavesAlone();
		expect(result).toMatchObject({ action: 'conflict' });
		expect(told).toMatch(/P-77[^]*identifier/i);
		// What it says heals it.
		cases.edit(id, { identifier: 'P-77', contractValue: 510_000 });
		await cases.pushed(id, IDENTIFIER);
		expect(clientProjectOf(cases.kleer, 'P-77')['budget-amount']).toBe(51_000_000);
		expect(project.named('Fallet')).toHaveLength(1);
	});

	it('another number, and back again: goes on as if nothing had been', async () => {
		project.edit({ number: 'P-77' });
		await project.leavesAlone();
		editClientProject(cases.kleer, 'P-77', { number: String(id) });
		cases.edit(id, { contractValue: 510_000 });
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated' });
		expect(project.named('Fallet')).toHaveLength(1);
	});

	it('another number and another name: nothing tells any more that it was ours; a new one, once', async () => {
		project.edit({ number: 'P-77', name: 'Egen rubrik', comment: 'Egen' });
		const before = structuredClone(clientProjectOf(cases.kleer, 'P-77'));
		expect(await cases.pushed(id)).toMatchObject({ action: 'created' });
		expect(cases.inKleer(id)).toHaveLength(1);
		expect(clientProjectOf(cases.kleer, 'P-77')).toEqual(before);
	});

	it.each(['push', 'catch-up'])('deleted: made anew by the next %s, once and complete', async (how) => {
		const before = everything(cases.tenant);
		removeClientProject(cases.kleer, String(id));
		if (how === 'push') {
			expect(await cases.pushed(id)).toMatchObject({ action: 'created' });
			expect(everything(cases.tenant)).toEqual(before);
			return;
		}
		await project.catchUps();
		expect(cases.one(id)).toMatchObject({ name: 'Fallet', 'budget-amount': 50_000_000 });
	});

	it.each<[string, NewClientProject]>([
		['the same client', { name: 'Ett annat' }],
		['the same client and name', { name: 'Fallet' }],
		['another client', { name: 'Ett annat', client: { id: 0 } }],
	])('its number on a second project of %s: a conflict, and neither is written', async (_what, given) => {
		const whose = given.client ? project.client(OTHER) : project.client();
		addClientProject(cases.kleer, { ...given, ...whose, number: String(id) });
		cases.edit(id, { contractValue: 1 });
		const { result, told } = await project.leavesAlone();
		expect(result).toMatchObject({ action: 'conflict' });
		expect(told).toMatch(new RegExp(`2 records.*${id}`));
	});

	it('deleted, and its number given to another client’s project: a conflict, nothing is written', async () => {
		removeClientProject(cases.kleer, String(id));
		addClientProject(cases.kleer, { ...project.client(OTHER), name: 'Ett annat', number: String(id) });
		const { result, told } = await project.leavesAlone();
		expect(result).toMatchObject({ action: 'conflict' });
		expect(told).toMatch(new RegExp(`${OTHER}[^]*${CLIENT}`));
	});

	it('deleted, and made again by hand with its number and client: that one, and no second', async () => {
		removeClientProject(cases.kleer, String(id));
		const own = { comment: 'Egen', fields: [{ alias: 'region', value: 'Norr' }] };
		addClientProject(cases.kleer, { ...project.client(), ...own, name: 'Egen rubrik', number: String(id) });
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated' });
		expect(cases.one(id)).toMatchObject({ ...own, name: 'Egen rubrik', 'budget-amount': 50_000_000 });
		expect(cases.told).toMatch(/Egen rubrik[^]*Fallet/);
	});

	it('deleted, and made again by hand with its name and client alone: a conflict, and no second', async () => {
		removeClientProject(cases.kleer, String(id));
		addClientProject(cases.kleer, { ...project.client(), name: 'Fallet', number: 'P-78' });
		const { result, told } = await project.leavesAlone();
		expect(result).toMatchObject({ action: 'conflict' });
		expect(told).toContain('P-78');
	});

	it.each<[string, () => NewClientProject]>([
		['another client', () => project.client(OTHER)],
		['no client: an internal project', () => ({ client: null as never })],
	])('moved to %s: nothing at all is written', async (_what, patchOf) => {
		project.edit(patchOf());
		cases.edit(id, { contractValue: 1 });
		cases.editRole(id, { rate: 1 });
		const { result } = await project.leavesAlone();
		expect(['conflict', 'drift']).toContain(result?.action);
	});

	it.each(['Closed', 'Draft'] as const)(
		'%s by hand: still the same, kept right, not opened',
		async (status) => {
			project.edit({ status, active: status !== 'Closed', 'budget-amount': 1 });
			cases.edit(id, { contractValue: 520_000 });
			await cases.pushed(id);
			expect(cases.one(id)).toMatchObject({ status, 'budget-amount': 52_000_000 });
			expect(cases.one(id).active).toBe(status !== 'Closed');
		},
	);

	it('the client’s number changed: an error that names the client, and nothing is written', async () => {
		editClient(cases.kleer, CLIENT, { 'foreign-id': 'K7001' });
		cases.edit(id, { contractValue: 1 });
		const { told } = await project.leavesAlone();
		expect(told).toContain(CLIENT);
		editClient(cases.kleer, CLIENT, { 'foreign-id': 'K1001' });
		later(10);
		await cases.pushed(id);
		expect(cases.one(id)['budget-amount']).toBe(100);
	});

	it('the client deleted: an error that names it, and nothing is written', async () => {
		removeClient(cases.kleer, CLIENT);
		cases.edit(id, { contractValue: 1 });
		const { told } = await project.leavesAlone();
		expect(told).toContain(CLIENT);
	});

	it('the client’s number on a second client: a new project waits, and says so', async () => {
		editClient(cases.kleer, OTHER, { 'foreign-id': 'K1001' });
		const fresh = cases.make({ title: 'Nytt' });
		const { told } = await project.leavesAlone(fresh);
		expect(told).toMatch(/K1001/);
		expect(project.named('Nytt')).toEqual([]);
	});

	it('the broker deleted: an error that names it, and the rest stays as it was', async () => {
		cases.edit(id, { intermediatorId: cases.customer(OTHER) });
		await cases.pushed(id);
		removeClient(cases.kleer, OTHER);
		cases.edit(id, { contractValue: 1 });
		const { told } = await project.leavesAlone();
		expect(told).toContain(OTHER);
	});

	it('a person’s key changed: it is told, the person stays on the project with the price, and the rest goes through', async () => {
		const person = cases.person(2);
		const before = cases.price(id, person);
		editPerson(cases.kleer, person.kleer, { user: { 'internal-id': 7777 } });
		cases.edit(id, { contractValue: 530_000 });
		later(10);
		await cases.pushed(id);
		expect(cases.told).toContain(person.key);
		expect(cases.peopleOn(id)).toEqual([person.kleer]);
		expect(cases.price(id, person)).toEqual(before);
		expect(cases.one(id)['budget-amount']).toBe(53_000_000);
	});
});

describe('in Cinode', () => {
	it('deleted: Kleer keeps everything, and others go on', async () => {
		const other = cases.make({ title: 'Ett till' });
		await cases.pushed(other);
		const before = structuredClone(cases.one(id));
		removeProject(cases.cinode, id);
		cases.edit(other, { contractValue: 540_000 });
		await cases.push([id, other]);
		expect(cases.one(id)).toEqual(before);
		expect(cases.one(other)['budget-amount']).toBe(54_000_000);
		await project.catchUps();
		expect(cases.one(id)).toEqual(before);
	});

	it('deleted and made again with the same title: a conflict, and no second one in Kleer', async () => {
		removeProject(cases.cinode, id);
		const before = project.count;
		const again = cases.make();
		const { result, told } = await project.leavesAlone(again);
		expect(result).toMatchObject({ action: 'conflict' });
		expect(told).toMatch(new RegExp(`${id}[^]*identifier`, 'i'));
		expect(project.count).toBe(before);
		// What it says heals it.
		cases.edit(again, { identifier: String(id), contractValue: 550_000 });
		await cases.pushed(again, IDENTIFIER);
		expect(cases.one(id)['budget-amount']).toBe(55_000_000);
		expect(project.count).toBe(before);
	});

	it('another title and made again: another project, once', async () => {
		removeProject(cases.cinode, id);
		const before = project.count;
		const again = cases.make({ title: 'Fallet, omtag' });
		expect(await cases.pushed(again)).toMatchObject({ action: 'created' });
		expect(project.count).toBe(before + 1);
	});

	describe('where the identifier is the number', () => {
		let own: number;
		beforeEach(async () => {
			own = cases.make({ title: 'Med nummer', identifier: 'P-900' });
			await cases.pushed(own, IDENTIFIER);
		});

		it('changed: a conflict that names Kleer’s number, and no second project', async () => {
			cases.edit(own, { identifier: 'P-901' });
			const { result, told } = await project.leavesAlone(own, IDENTIFIER);
			expect(result).toMatchObject({ action: 'conflict' });
			expect(told).toContain('P-900');
			cases.edit(own, { identifier: 'P-900', contractValue: 560_000 });
			await cases.pushed(own, IDENTIFIER);
			expect(clientProjectOf(cases.kleer, 'P-900')['budget-amount']).toBe(56_000_000);
		});

		it('taken away: rejected, never another number instead', async () => {
			cases.edit(own, { identifier: null, contractValue: 1 });
			const { rejected } = await project.leavesAlone(own, IDENTIFIER);
			expect(rejected.map(({ label }) => String(label))).toEqual([expect.stringContaining('Med nummer')]);
		});

		it('doubled, both pushed at once: a conflict for both, and nothing is written', async () => {
			const twin = cases.make({ title: 'Tvillingen', identifier: 'P-900', contractValue: 1 });
			const { told } = await project.leavesAlone([own, twin], IDENTIFIER);
			expect(told).toMatch(/Med nummer[^]*Tvillingen|Tvillingen[^]*Med nummer/);
		});

		testOf(TWO_IN_CINODE, KNOWN_WRONG)(TWO_IN_CINODE, async () => {
			const twin = cases.make({ title: 'Tvillingen', identifier: 'P-900', contractValue: 1 });
			const { result } = await project.leavesAlone(twin, IDENTIFIER);
			expect(result).toMatchObject({ action: 'conflict' });
		});
	});

	it.each([
		['lost', false],
		['won', true],
	] as const)(
		'%s, after it was edited in Kleer: nothing more is sent unless it is won',
		async (state, isSent) => {
			project.edit({ 'budget-amount': 1 });
			cases.state(id, state);
			await cases.push(id);
			expect(cases.one(id)['budget-amount']).toBe(isSent ? 50_000_000 : 1);
		},
	);

	it('a person’s key taken away: it is told, and the person stays on the project with the price', async () => {
		const person = cases.person(2);
		const before = structuredClone(cases.one(id));
		editCinodeUser(cases.cinode, person.cinode, { internalIdentifier: null }, { now: Date.now() });
		cases.edit(id, { contractValue: 570_000 });
		later(10);
		await cases.pushed(id);
		expect(cases.told).toMatch(new RegExp(person.name));
		expect(cases.one(id)).toEqual({ ...before, 'budget-amount': 57_000_000 });
	});
});
