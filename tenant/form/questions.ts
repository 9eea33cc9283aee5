import { readLanguage } from '../../reports';
import type { Scheme } from '../../rules';
import type { ReadBack } from '../readBack';
import type { Schedule, ScheduleName } from '../types';

/** What can be answered: how it reads on the page, and what the workflows hold. */
export interface Choice {
	label: string;
	value: unknown;
}

/** Where an answer goes: in every scheme of them that is on. */
export type Target =
	| { at: 'timeZone' | 'reportLanguage' }
	| { at: 'further' }
	| { at: 'schedule'; name: ScheduleName }
	/** `entry`: of a group such as the field modes. */
	| { at: 'choice'; places: Array<[Scheme, string]>; entry?: string };

/** One question of a page, asked by a field of n8n's form. */
export interface Question {
	name: string;
	label: string;
	kind: 'one' | 'several' | 'text' | 'date';
	choices: Choice[];
	/** The value, or the values, that stand there before a choice. */
	answer: unknown;
	target: Target;
	required?: boolean;
}

/** A choice whose default may be something that is no longer among the choices: it stays, and is named. */
export function withAnswer(question: Question): Question {
	const known = question.choices.map(({ value }) => keyOf(value));
	const answers = question.kind === 'several' ? (question.answer as unknown[]) : [question.answer];
	const lost = answers.filter((value) => !known.includes(keyOf(value)));
	const choices = [
		...question.choices,
		...lost.map((value) => ({ label: `As it is: ${nameOf(value)} (not in the account)`, value })),
	];
	return { ...question, choices: unique(choices) };
}

/** n8n's form gives back what it shows: no two may read alike, and some signs would come back changed. */
function unique(choices: Choice[]): Choice[] {
	const seen = new Map<string, number>();
	return choices.map(({ label, value }) => {
		const plain = label.replaceAll(',', ';').replaceAll('<', '‹').replaceAll('>', '›').trim();
		const times = (seen.get(plain) ?? 0) + 1;
		seen.set(plain, times);
		return { label: times > 1 ? `${plain} (${times})` : plain, value };
	});
}

/**
 * A page as n8n's Form node takes it: JSON. The node puts it in by `String.replace`, where a dollar sign means something.
 * @param html Shown above the questions.
 */
export function pageOf(questions: Question[], html = ''): string {
	const fields = [
		...(html ? [{ fieldType: 'html', elementName: 'above', html }] : []),
		...questions.map(({ name, label, kind, choices, answer, required = false }) => ({
			fieldName: name,
			fieldLabel: label,
			fieldType: { one: 'dropdown', several: 'checkbox', text: 'text', date: 'date' }[kind],
			requiredField: required,
			defaultValue: shownAnswer(kind, choices, answer),
			...(choices.length > 0
				? { fieldOptions: { values: choices.map((choice) => ({ option: choice.label })) } }
				: {}),
		})),
	];
	return JSON.stringify(fields).replaceAll('$', () => '$$');
}

function shownAnswer(kind: Question['kind'], choices: Choice[], answer: unknown): string {
	if (kind === 'text' || kind === 'date') return String(answer ?? '');
	const answers = (kind === 'several' ? (answer as unknown[]) : [answer]).map(keyOf);
	return choices
		.filter(({ value }) => answers.includes(keyOf(value)))
		.map(({ label }) => label)
		.join(',');
}

/** What a person answered; where the form says nothing, what stood there. */
export function answerOf({ kind, choices, answer, name }: Question, given: Record<string, unknown>): unknown {
	const said = given[name];
	if (said === undefined || said === null) return answer;
	if (kind === 'text' || kind === 'date') return String(said).trim();
	const labels = kind === 'several' ? (said as unknown[]) : [said];
	const values = choices.filter(({ label }) => labels.includes(label)).map(({ value }) => value);
	return kind === 'several' ? values : (values[0] ?? answer);
}

/** The set-up with these answers. */
export function withAnswers(
	setUp: ReadBack,
	questions: Question[],
	given: Record<string, unknown>,
): ReadBack {
	const result = structuredClone(setUp);
	for (const question of questions) {
		const { target } = question;
		const value = answerOf(question, given);
		if (target.at === 'timeZone') result.timeZone = String(value);
		else if (target.at === 'reportLanguage') result.reportLanguage = readLanguage(value) ?? 'en';
		else if (target.at === 'schedule') {
			if (value !== undefined) result.schedules[target.name] = value as Schedule;
		} else if (target.at === 'choice') {
			for (const [scheme, key] of target.places)
				choose(result, scheme, key, asHeld(key, value), target.entry);
		}
	}
	return result;
}

function choose(setUp: ReadBack, scheme: Scheme, key: string, value: unknown, entry?: string): void {
	const choices = setUp.schemes[scheme];
	if (!choices) return;
	choices[key] = entry === undefined ? value : { ...(choices[key] as object), [entry]: value };
}

/** Tables are kept as the editor keeps them. */
const TABLES = ['categoryTags'];

function asHeld(key: string, value: unknown): unknown {
	if (!TABLES.includes(key)) return value;
	return (value as unknown[]).length > 0 ? { rows: value } : {};
}

function keyOf(value: unknown): string {
	return JSON.stringify(value ?? null);
}

function nameOf(value: unknown): string {
	if (typeof value !== 'object' || value === null) return String(value);
	const { category } = value as { category?: unknown };
	return category === undefined ? JSON.stringify(value) : String(category);
}
