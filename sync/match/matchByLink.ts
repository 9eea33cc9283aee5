import { readableKey, type MappedRecord } from '../../rules';
import type { ListedTarget } from '../contract/listedTarget';
import type { Match } from '../contract/match';
import {
	conflict,
	isElsewhere,
	isOthers,
	nameIn,
	type Indexes,
	type MatchOptions,
	type MatchScheme,
} from './matchTerms';

interface Link {
	link: string;
	/** What it is, for people: "e-mail". */
	word: string;
}

/** Whether a target that has the same link key may be the record's. */
function isCandidate(
	record: MappedRecord,
	target: ListedTarget,
	{ link, word }: Link,
	{ links }: MatchScheme,
	options: MatchOptions,
	isClaimed: (key: string) => boolean,
): boolean {
	if (target.wrongKind) return true;
	// Another company's customer may well be ours as well, so it is out of sight.
	if (!links.unique && !links.othersCount && isOthers(target, record)) return false;
	if (word === 'name' && links.isDifferentEntity?.(target, record)) return false;
	if (links.othersCount && target.key === '') return true;
	if (word === 'name' && target.key !== '') return !isClaimed(target.key);
	return !links.isWeak(link) || options.hasMet(record, target);
}

/** What becomes of a record and the only target that has the same link key. */
function judgeLink(
	record: MappedRecord,
	target: ListedTarget,
	{ link, word }: Link,
	{ links }: MatchScheme,
	options: MatchOptions,
): Match {
	const name = nameIn(links.system);
	const carriesAnotherKey = target.key !== '' && target.key !== record.key;
	if (target.wrongKind && !carriesAnotherKey) return isElsewhere(target, links);
	if (!links.othersCount && isOthers(target, record)) {
		return conflict(
			'otherIdentity',
			`${name(target)} has the same ${word} and belongs to another ${links.source} company (key ${readableKey(target.key)})`,
			target,
		);
	}
	const mayTakeOver = options.takeOver && !target.wrongKind && !links.isWeak(link) && word !== 'name';
	if (carriesAnotherKey && !mayTakeOver) {
		const found = conflict(
			'otherIdentity',
			`${name(target)} has the same ${word} but carries the key ${readableKey(target.key)} instead of ${record.key}${links.advice ?? ''}`,
			target,
		);
		// What the list doesn't show may say more than the name.
		return word === 'name' ? { ...found, doubts: [target] } : found;
	}
	if (links.othersCount && target.key === '' && !options.hasMet(record, target)) {
		const reason = `${name(target)} has the same ${word} and no number. If it is the same, give it the number ${record.key} in ${links.system}; if not, give one of them another name`;
		return conflict('linkNotAllowed', reason, target);
	}
	const isDoubtful = word === 'name' && links.isDifferentEntity !== undefined;
	return { kind: 'link', target, ...(isDoubtful ? { doubts: [target] } : {}) };
}

/** Matches a record by what may link a target whose key is empty, the strongest first. */
export function matchByLink(
	record: MappedRecord,
	{ byLink }: Indexes,
	scheme: MatchScheme,
	options: MatchOptions,
	isClaimed: (key: string) => boolean,
): Match {
	const { links } = scheme;
	for (const link of scheme.linkKeys(record)) {
		const word = links.word(link);
		const hits = (byLink.get(link) ?? []).filter((target) =>
			isCandidate(record, target, { link, word }, scheme, options, isClaimed),
		);
		const [target] = hits;
		if (!target) continue;
		if (hits.length === 1) return judgeLink(record, target, { link, word }, scheme, options);
		const names = hits.map(nameIn(links.system)).join(', ');
		const found = conflict(
			'ambiguousLink',
			`${hits.length} records in ${links.system} have the same ${word}: ${names}`,
		);
		// Namesakes may be told apart by what the list doesn't show.
		return word === 'name' ? { ...found, doubts: hits } : found;
	}
	return { kind: 'none' };
}
