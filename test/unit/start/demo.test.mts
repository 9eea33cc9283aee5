import { describe, expect, it } from 'vitest';
import { canBePublished, demoWorkflows } from '../../../scripts/start/demo.mjs';

/** The demo's workflows are the templates with choices made, and say so. */

interface Node {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
}
interface DemoWorkflow {
	name: string;
	nodes: Node[];
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
	settings: Record<string, unknown>;
}

const workflows = (await demoWorkflows()) as DemoWorkflow[];
const named = workflows.map((workflow) => [workflow.name, workflow] as const);

describe.each(named)('%s in the demo', (_name, { nodes, connections, settings }) => {
	const notes = nodes.filter(({ type }) => type.endsWith('.stickyNote'));

	it('writes, keeps what it did, and has no note that says otherwise', () => {
		expect(nodes.filter(({ parameters }) => parameters.dryRun === true)).toEqual([]);
		expect(settings).toMatchObject({ saveDataSuccessExecution: 'all', saveDataErrorExecution: 'all' });
		const text = notes.map(({ parameters }) => String(parameters.content)).join('\n');
		expect(text).not.toMatch(/dry run[* ]*is on|on \*\*dry run/i);
		expect(text).not.toMatch(/keeps? none|saves? no|switch \*\*dry run/i);
		expect(text).toContain('**In this demo**');
	});

	it('says how often it runs, on the node and in the note beside it', () => {
		const triggers = nodes.filter(({ type }) => type.endsWith('.scheduleTrigger'));
		for (const { name, parameters } of triggers) {
			const { interval } = parameters.rule as { interval: Array<{ field: string; secondsInterval: number }> };
			expect(interval[0]?.field).toBe('seconds');
			const seconds = interval[0]?.secondsInterval ?? 0;
			expect(name).toBe(seconds < 60 ? `Every ${seconds} Seconds` : 'Every Minute');
			const note = notes.find((one) => one.name === 'Schedule Note');
			if (note) expect(note.parameters.content).toContain(`every ${seconds} seconds`);
		}
	});

	it('is connected as the template is', () => {
		const names = new Set(nodes.map(({ name }) => name));
		const ends = Object.values(connections).flatMap(({ main }) => main.flat().map(({ node }) => node));
		expect([...Object.keys(connections), ...ends].filter((name) => !names.has(name))).toEqual([]);
		for (const { name, type } of nodes)
			if (type.endsWith('Trigger')) expect(connections).toHaveProperty([name]);
	});
});

it('publishes neither the set-up check nor the look-up, whose form anybody could open then', () => {
	const byHand = workflows.filter((workflow) => !canBePublished(workflow)).map(({ name }) => name);
	expect(byHand.sort()).toEqual(['Kleer ↔ Cinode: look-up', 'Kleer ↔ Cinode: set-up check']);
});
