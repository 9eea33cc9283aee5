import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { sweepLeftovers } from '../../scripts/start/claim.mjs';
import { busyReason } from '../../scripts/support/ports.mjs';
import { N8nRest } from '../e2e/support/scripts.mts';
import { Demo, freePorts, type Ports } from './support/demo.mts';
import { SandboxState } from './support/sandbox.mts';
import { until } from './support/until.mts';

/** `npm start` a second time, beside itself, on ports that are taken, and after it was killed. */

const started: Demo[] = [];
const servers: Server[] = [];

function start(ports: Ports): Demo {
	const demo = new Demo(ports);
	started.push(demo);
	return demo;
}

async function occupy(port: number): Promise<void> {
	const server = createServer().listen(port, '127.0.0.1');
	servers.push(server);
	await new Promise((resolve) => server.once('listening', resolve));
}

afterEach(async () => {
	for (const server of servers.splice(0)) server.close();
	const demos = started.splice(0);
	for (const demo of demos) await demo.stop();
	// What a killed one left behind is the next start's to end, also where a test failed before that.
	await sweepLeftovers();
	for (const demo of demos) await demo.forget();
});

const linked = async (demo: Demo) => {
	const { customers, projects, linked: people } = await new SandboxState(demo.page).read();
	return { people, customers: customers.linked, projects: projects.linked };
};

/** What a fresh demo comes to. */
const everythingLinked = async (demo: Demo, people = 12) =>
	await until('people, customers and projects are linked', async () => {
		const state = await linked(demo);
		return state.people >= people && state.customers >= 9 && state.projects >= 2;
	});

describe('a second start', () => {
	it('begins as the first did, keeps what was edited in n8n, and both sides agree again', async () => {
		const first = start(await freePorts());
		await first.says('All schedules have run once');
		await everythingLinked(first);
		const rest = await new N8nRest(first.n8n).login();
		const workflow = await rest.workflow('kleerCinodeCustomers');
		await rest.saveWorkflow({ ...workflow, name: 'Our customers' });
		await rest.unpublish('kleerCinodeSubcontractors');
		await first.stop();

		const second = start(first.ports);
		await second.says('Running,');
		// Without the subcontractors.
		await everythingLinked(second, 9);
		const again = await new N8nRest(second.n8n).login();
		const names = (await again.workflows()).map(({ name }: { name: string }) => name);
		expect(names.filter((name: string) => name === 'Our customers')).toHaveLength(1);
		expect(names).toHaveLength(8);
		const unpublished = await again.workflow('kleerCinodeSubcontractors');
		expect(unpublished.active).toBe(false);
	});

	it('of a checkout that is running says so and where; on other ports it has a database of its own', async () => {
		const first = start(await freePorts());
		await first.says('Running,');
		const same = start(first.ports);
		expect(await same.ended).toBe(1);
		expect(same.output).toContain('This checkout is running already');
		expect(same.output).toContain(`http://localhost:${first.ports.n8n}`);
		expect(same.output).toContain(`http://localhost:${first.ports.kleer}`);
		const command = /N8N_PORT=(\d+) KLEER_PORT=(\d+) CINODE_PORT=(\d+) npm start/.exec(same.output);
		const [n8n, kleer, cinode] = (command ?? []).slice(1).map(Number);
		if (!n8n || !kleer || !cinode) throw new Error(`No command to copy in:\n${same.output}`);

		const beside = start({ n8n, kleer, cinode });
		await beside.says('Running,');
		await beside.stop();
		// The first one's credentials and workflows are its own still.
		await until('the first one goes on to sync', async () => {
			const rest = await new N8nRest(first.n8n).login();
			const [latest] = await rest.executions('kleerCinodeUsers');
			const next = await rest.next('kleerCinodeUsers', Number(latest?.id ?? 0), 120_000);
			return next.status === 'success';
		});
	});
});

describe('ports', () => {
	it('that are taken are all named at once, with a command that works', async () => {
		const ports = await freePorts();
		await occupy(ports.n8n);
		await occupy(ports.cinode);
		const demo = start(ports);
		expect(await demo.ended).toBe(1);
		expect(demo.output).toContain(`N8N_PORT  ${ports.n8n}  in use`);
		expect(demo.output).toContain(`CINODE_PORT  ${ports.cinode}  in use`);
		const command = /N8N_PORT=(\d+) KLEER_PORT=(\d+) CINODE_PORT=(\d+) npm start/.exec(demo.output);
		const [n8n, kleer, cinode] = (command ?? []).slice(1).map(Number);
		expect(kleer).toBe(ports.kleer);
		for (const port of [n8n, cinode]) expect(await busyReason(port ?? 0)).toBeUndefined();
	});

	it('that are one and the same number are refused by their names', async () => {
		const ports = await freePorts();
		const demo = start({ ...ports, cinode: ports.kleer });
		expect(await demo.ended).toBe(1);
		expect(demo.output).toContain(
			`KLEER_PORT and CINODE_PORT are both ${ports.kleer}: give each of them a port of its own.`,
		);
	});

	it('of a start that was killed are free for the next one', async () => {
		const killed = start(await freePorts());
		await killed.says('Running,');
		await killed.kill();
		expect(await busyReason(killed.ports.n8n), 'n8n outlives its parent').toBeDefined();

		const next = start(killed.ports);
		await next.says('All schedules have run once');
		await everythingLinked(next);
		await next.stop();
		for (const port of Object.values(killed.ports)) expect(await busyReason(port)).toBeUndefined();
	});
});
