import type { LeftOutKind, ReasonCode } from '../../rules';
import { ENGLISH } from './english';
import { SWEDISH } from './swedish';

/** All that pages and messages say, in one language. */
export type Texts = typeof ENGLISH;

const LANGUAGES = { en: ENGLISH, sv: SWEDISH };

export type Language = keyof typeof LANGUAGES;

/** @param language Absent where an earlier version made the report: English. */
export function textsIn(language: Language = 'en'): Texts {
	return LANGUAGES[language];
}

/** A language that came with an item or a parameter; `undefined` when it is none. */
export function readLanguage(value: unknown): Language | undefined {
	return typeof value === 'string' && Object.hasOwn(LANGUAGES, value) ? (value as Language) : undefined;
}

/**
 * Why a record ended as it did. Its own sentence is English: other languages say before it what its code means.
 * @param detail The record's own sentence.
 */
export function whyIn(language: Language | undefined, code: ReasonCode | undefined, detail: string): string {
	return code ? saidBefore(language, (texts) => texts.reasons[code], detail) : detail;
}

/** Why the mapper left a record out, likewise. */
export function whyLeftOutIn(language: Language | undefined, kind: LeftOutKind, detail: string): string {
	return saidBefore(language, (texts) => texts.leftOutKinds[kind], detail);
}

function saidBefore(
	language: Language | undefined,
	said: (texts: Texts) => string | undefined,
	detail: string,
): string {
	const texts = textsIn(language);
	if (texts === ENGLISH) return detail;
	return [said(texts), detail].filter(Boolean).join(': ');
}
