import { describe, expect, it } from 'vitest';
import { CHOSEN } from '../../../tenant/form/common.ts';
import { answerOf, pageOf, withAnswer, withAnswers, type Question } from '../../../tenant/form/questions.ts';
import type { N8nWorkflow } from '../../../tenant/n8nApi.ts';
import { readBack } from '../../../tenant/readBack.ts';
import { dryRunOf } from '../../../tenant/dryRunOf.ts';
import { rendered, smallest } from './example.mts';

const tags = (answer: unknown[]): Question =>
	withAnswer({
		name: 'tags',
		label: 'Tags',
		kind: 'several',
		choices: [
			{ label: 'Strömdala, Örjan', value: { category: '1|Strömdala, Örjan' } },
			{ label: 'Strömdala; Örjan', value: { category: '2|Strömdala; Örjan' } },
			{ label: '<b> & $& {{ 1 }}', value: { category: '3|b' } },
		],
		answer,
		target: { at: 'choice', places: [['users', 'categoryTags']] },
	});

/** As n8n's Form node reads its JSON: put in by String.replace. */
function fields(page: string): Array<Record<string, any>> {
	const [, ...found] = JSON.parse('={{ x }}'.replace('={{ x }}', page)) as Array<Record<string, any>>;
	return found;
}

describe('a question on a page of n8n’s form', () => {
	it('has one label per choice, with no sign that would come back changed', () => {
		const question = tags([]);
		const labels = question.choices.map(({ label }) => label);
		expect(new Set(labels).size).toBe(3);
		expect(labels.join('')).not.toMatch(/[,<>]/);
		for (const { label, value } of question.choices) {
			expect(answerOf(question, { tags: [label] })).toEqual([value]);
		}
	});

	it('shows its answer as the form knows it, and survives n8n’s way of putting it in', () => {
		const question = tags([{ category: '1|Strömdala, Örjan' }, { category: '3|b' }]);
		const [field] = fields(pageOf([question], '<p>$& $1</p>'));
		const shown = field?.fieldOptions.values.map(({ option }: { option: string }) => option);
		expect(shown).toEqual(question.choices.map(({ label }) => label));
		expect(String(field?.defaultValue).split(',')).toEqual([shown[0], shown[2]]);
	});

	it('keeps an answer that is no longer in the account, and names it', () => {
		const question = tags([{ category: '9|Gone' }]);
		expect(question.choices.at(-1)?.label).toBe('As it is: 9|Gone (not in the account)');
		expect(answerOf(question, {})).toEqual([{ category: '9|Gone' }]);
	});
});

/** What the file makes, as n8n has it, with one credential. */
function inN8n(value: unknown, change: (workflow: N8nWorkflow) => void = () => {}): N8nWorkflow[] {
	return rendered(value).map(({ workflow }) => {
		const there = structuredClone({
			...workflow,
			active: false,
			isArchived: false,
			versionId: 'v',
			activeVersionId: null,
		}) as N8nWorkflow;
		for (const { credentials = {} } of there.nodes) {
			for (const one of Object.values(credentials)) one.id = `id of ${one.name}`;
		}
		change(there);
		return there;
	});
}

describe('what is in n8n already', () => {
	const given = () => {
		const value = smallest();
		Object.assign(value, {
			timeZone: 'Europe/Oslo',
			reportLanguage: 'sv',
			schedules: { people: { daily: 4 } },
		});
		Object.assign(value.companies[0] ?? {}, {
			keySource: 'foreignId',
			users: { languageId: 3, permissions: [200, 270], leavers: 'setEndDate', dryRun: false },
			projects: { goLiveDate: '2026-09-01', stages: ['4|17'] },
		});
		return value;
	};

	it('is read back as it was chosen', () => {
		const found = readBack(inN8n(given()), 'id of Kleer', CHOSEN);
		expect(found).toMatchObject({
			name: 'Berg',
			tag: 'Berg',
			company: 'Berg AB',
			timeZone: 'Europe/Oslo',
			reportLanguage: 'sv',
			schedules: { people: { daily: 4 }, customers: 'hourly', catchUp: 'hourly' },
			schemes: {
				users: {
					keySource: 'foreignId',
					languageId: 3,
					permissions: [200, 270],
					leavers: 'setEndDate',
					dryRun: false,
				},
				projects: { stages: ['4|17'], peopleKeySource: 'foreignId' },
			},
		});
		expect(String(found?.schemes.projects?.goLiveDate)).toContain('2026-09-01');
		expect(found?.schemes.customers).toBeUndefined();
	});

	it('is another tenant’s where the credential is another one', () => {
		expect(readBack(inN8n(given()), 'id of another', CHOSEN)).toBeUndefined();
	});

	it('takes every answer, and only in schemes that are on', () => {
		const found = readBack(inN8n(given()), 'id of Kleer', CHOSEN);
		if (!found) throw new Error('Nothing was read');
		const after = withAnswers(found, [tags([])], { tags: [tags([]).choices[0]?.label] });
		expect(after.schemes.users?.categoryTags).toEqual({ rows: [{ category: '1|Strömdala, Örjan' }] });
		expect(found.schemes.users?.categoryTags).not.toEqual(after.schemes.users?.categoryTags);
	});
});

describe('the dry run on the last page', () => {
	it('is of the users sync as it is, alerts nobody and writes nothing', () => {
		const users = inN8n(smallest(), (workflow) => {
			workflow.nodes.push({
				id: 'own',
				name: 'Own',
				type: 'n8n-nodes-base.emailSend',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			});
			const sync = workflow.nodes.find(({ id }) => id === 'sync');
			if (sync) sync.parameters.dryRun = false;
		}).find(({ name }) => name.endsWith('users'));
		if (!users) throw new Error('No users sync');
		const workflow = JSON.parse(dryRunOf(users)) as N8nWorkflow;
		expect(workflow.nodes.map(({ id }) => id)).toEqual([
			'kleer',
			'mapper',
			'sync',
			'outcome',
			'run-report',
			'one-record',
			'is-look-up',
		]);
		expect(workflow.nodes.find(({ id }) => id === 'sync')?.parameters.dryRun).toBe(true);
		expect(JSON.stringify(workflow.connections)).not.toContain('Tell Reports');
		expect(workflow.settings).toMatchObject({ saveDataSuccessExecution: 'none' });
	});
});
