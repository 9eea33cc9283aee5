import {
	comparableKey,
	foldText,
	maskPersonalNumbers,
	normalEmail,
	readableKey,
	type MappedRecord,
} from '../../rules';
import type { ListedTarget } from '../contract/listedTarget';
import type { Match } from '../contract/match';
import type { SchemeTarget } from '../contract/schemeTarget';
import type { ExplainedTarget } from './explanation';

/** More that are alike are cut. */
const LISTED = 20;

/** The targets that share anything with the record by which targets are found, the chosen one first. */
export function candidatesOf(
	record: MappedRecord,
	match: Match,
	targets: ListedTarget[],
	scheme: Pick<SchemeTarget, 'linkKeys' | 'confirmingValues' | 'links'>,
): ExplainedTarget[] {
	const links = scheme.linkKeys(record);
	const confirming = scheme.confirmingValues(record);
	const chosen = match.kind === 'key' || match.kind === 'link' ? match.target.id : undefined;
	const meant = match.kind === 'conflict' ? match.target?.id : chosen;
	const bare = record.keyPrefix ? record.key.slice(record.keyPrefix.length) : undefined;
	const found = targets.flatMap((target) => {
		const by = [
			...(target.key === record.key ? ['key'] : []),
			...(bare !== undefined && target.key === bare ? ['key without its prefix'] : []),
			...links.filter((link) => target.linkKeys.includes(link)).map((link) => scheme.links.word(link)),
			...confirming
				.filter((value) => !links.includes(value) && target.confirmingValues.includes(value))
				.map((value) => value.split(' ')[0] ?? ''),
		];
		if (by.length === 0 && target.id !== meant) return [];
		return [explained(target, [...new Set(by)], record, target.id === chosen)];
	});
	return found.sort((a, b) => Number(b.isChosen ?? false) - Number(a.isChosen ?? false)).slice(0, LISTED);
}

/**
 * What the target has under a key, an e-mail or a name that the source doesn't know. It is told by its id alone: nobody
 * knows whether its identity is protected.
 */
export function alikeTargets(targets: ListedTarget[], asked: string): ExplainedTarget[] {
	const [key, email, name] = [comparableKey(asked), normalEmail(asked), foldText(asked)];
	if (key === '') return [];
	return targets
		.flatMap((target) => {
			const by = [
				...(target.key === key ? ['key'] : []),
				...(email && target.linkKeys.includes(email) ? ['e-mail'] : []),
				...(foldText(target.label) === name ? ['name'] : []),
			];
			return by.length > 0 ? [explained({ ...target, label: `id ${target.id}`, key: '' }, by)] : [];
		})
		.slice(0, LISTED);
}

function explained(
	{ id, key, label, disconnected, wrongKind }: ListedTarget,
	by: string[],
	record?: MappedRecord,
	isChosen = false,
): ExplainedTarget {
	return {
		id,
		key: readableKey(key),
		// The target's name would name a person whose identity is protected.
		label: record?.isProtected ? `id ${id}` : maskPersonalNumbers(label),
		by,
		...(disconnected ? { isDisconnected: true } : {}),
		...(wrongKind ? { wrongKind } : {}),
		...(isChosen ? { isChosen } : {}),
	};
}
