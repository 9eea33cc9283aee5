import type { MappedRecord } from '../../rules';
import type { Match } from '../contract/match';
import type { ListedTarget } from '../contract/listedTarget';
import { matchByLink } from './matchByLink';
import {
	conflict,
	isElsewhere,
	isOthers,
	nameIn,
	type Indexes,
	type MatchOptions,
	type MatchScheme,
} from './matchTerms';

/**
 * Finds each record's target: by key, then, for targets whose key is empty, by what may link them
 * (docs/decisions.md#matching). Two targets for one record, or one target for two records, are a conflict.
 */
export function matchRecords(
	records: MappedRecord[],
	targets: ListedTarget[],
	scheme: MatchScheme,
	options: MatchOptions,
): Map<MappedRecord, Match> {
	const indexes: Indexes = {
		byKey: groupBy(targets, (target) => (target.key ? [target.key] : [])),
		byLink: groupBy(targets, (target) => target.linkKeys),
	};
	const sameKey = groupBy(records, (record) => [record.key]);
	const matches = new Map<MappedRecord, Match>();
	for (const record of records) {
		const twins = sameKey.get(record.key) ?? [];
		const byKey =
			twins.length > 1
				? conflict(
						'doubledKey',
						`${twins.length} records have the key ${record.key}: ${twins.map(({ label }) => label).join(', ')}`,
					)
				: matchByKey(record, indexes, scheme, options);
		if (byKey?.kind === 'conflict') byKey.isByKey = true;
		const found = byKey ?? matchByBareNumber(record, indexes, scheme, options);
		const isClaimed = (key: string) => sameKey.has(key);
		matches.set(record, found ?? matchByLink(record, indexes, scheme, options, isClaimed));
	}
	refuseSharedTargets(matches, scheme);
	return matches;
}

function matchByKey(
	record: MappedRecord,
	{ byKey, byLink }: Indexes,
	scheme: MatchScheme,
	options: MatchOptions,
): Match | undefined {
	const { links } = scheme;
	const name = nameIn(links.system);
	const ids = (targets: ListedTarget[]) => targets.map(name).join(', ');
	const all = byKey.get(record.key) ?? [];
	const keyed = all.filter(({ wrongKind }) => !wrongKind);
	if (keyed.length > 1) {
		return conflict(
			'doubledKey',
			`${keyed.length} records in ${links.system} carry the key ${record.key}: ${ids(keyed)}`,
		);
	}
	const [target] = keyed;
	if (!target) return all[0] ? isElsewhere(all[0], links) : undefined;
	const others = links.unique
		? scheme
				.linkKeys(record)
				.flatMap((link) => byLink.get(link) ?? [])
				.filter((other) => other.id !== target.id && !other.wrongKind)
		: [];
	if (others.length > 0) {
		return conflict(
			'otherIdentity',
			`Key ${record.key} is on ${name(target)}, but the same e-mail is on ${ids(others)}`,
			target,
		);
	}
	const values = scheme.confirmingValues(record);
	const isKnown = !links.isAlwaysConfirmed && options.knowsLink(record, target);
	if (!target.confirmingValues.some((value) => values.includes(value)) && !isKnown) {
		return {
			...conflict(
				'otherIdentity',
				`${name(target)} carries the key ${record.key}, but ` +
					(links.doubt?.(record, target) ??
						`neither ${links.confirmedBy} is the same: if it is the same ${links.noun}, correct one of them in ` +
							`${links.system}; if not, remove the key there`),
				target,
			),
			doubts: [target],
		};
	}
	return { kind: 'key', target };
}

/**
 * A target with the record's number before which the key prefix is missing, and with a second trait: given before
 * there was a prefix, or by another Kleer company that has none.
 */
function matchByBareNumber(
	record: MappedRecord,
	{ byKey, byLink }: Indexes,
	scheme: MatchScheme,
	{ takeOver }: MatchOptions,
): Match | undefined {
	const { links } = scheme;
	const { key, keyPrefix } = record;
	if (!keyPrefix || links.othersCount) return undefined;
	const bare = key.slice(keyPrefix.length);
	const values = scheme.confirmingValues(record);
	const hits = (byKey.get(bare) ?? []).filter(
		(target) =>
			isOthers(target, record) &&
			!target.wrongKind &&
			!links.isDifferentEntity?.(target, record) &&
			target.confirmingValues.some((value) => values.includes(value)),
	);
	const [target] = hits;
	if (!target) return undefined;
	// Details that the list doesn't show may prove that the target is another record's.
	const doubts = links.isDifferentEntity ? { doubts: hits } : {};
	const names = hits.map(nameIn(links.system)).join(', ');
	if (hits.length > 1) {
		return {
			...conflict('doubledKey', `${hits.length} records in ${links.system} carry the key ${bare}: ${names}`),
			...doubts,
		};
	}
	const hasLink = (other: ListedTarget) => other.id !== target.id && !other.wrongKind;
	const isElsewhereToo =
		links.unique && scheme.linkKeys(record).some((link) => (byLink.get(link) ?? []).some(hasLink));
	// The e-mail says more than the number: what it links decides.
	if (isElsewhereToo) return undefined;
	if (takeOver) return { kind: 'link', target, ...doubts };
	const reason =
		`${names} carries the key ${bare}, which is ${key} without the key prefix. If it is the same ${links.noun}, switch on ` +
		`'Take Over Existing IDs' for one run, or put ${key} there; if it is another ${links.source} company's, give that one a prefix`;
	return { ...conflict('linkNotAllowed', reason, target), ...doubts };
}

/** Two records that meet in one target, or two new ones that would collide there, are both held back. */
function refuseSharedTargets(matches: Map<MappedRecord, Match>, scheme: MatchScheme) {
	const { links } = scheme;
	const claims = new Map<string, { claimants: MappedRecord[]; what: string }>();
	const claim = (name: string, what: string, record: MappedRecord) => {
		const known = claims.get(name) ?? { claimants: [], what };
		known.claimants.push(record);
		claims.set(name, known);
	};
	for (const [record, match] of matches) {
		if (match.kind === 'conflict') continue;
		if (match.kind !== 'none') claim(`target ${match.target.id}`, `match in ${links.system}`, record);
		// A record that isn't created doesn't take an e-mail from another one.
		if (!links.unique || (match.kind === 'none' && record.notCreated)) continue;
		// A target that already has the e-mail needn't claim it.
		const has = match.kind === 'key' ? match.target.linkKeys : [];
		for (const link of scheme.linkKeys(record)) {
			if (!has.includes(link)) claim(`link ${link}`, links.word(link), record);
		}
	}
	for (const { claimants, what } of claims.values()) {
		if (claimants.length < 2) continue;
		const doubts = claimants.flatMap((record) => {
			const match = matches.get(record);
			return match?.kind === 'link' ? (match.doubts ?? []) : [];
		});
		for (const record of claimants) {
			const others = claimants.filter((other) => other !== record).map((other) => other.label);
			const match = matches.get(record);
			// The target stays: memory is asked about the pair, and the next look at it says the same.
			const target = match && match.kind !== 'none' ? match.target : undefined;
			const isByKey = match?.kind === 'key';
			matches.set(record, {
				...conflict('ambiguousLink', `The same ${what} as ${others.join(', ')}`, target),
				...(doubts.length > 0 ? { doubts } : {}),
				isByKey,
			});
		}
	}
}

function groupBy<T>(items: T[], keysOf: (item: T) => string[]): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		for (const key of keysOf(item)) {
			const group = groups.get(key);
			if (group) group.push(item);
			else groups.set(key, [item]);
		}
	}
	return groups;
}
