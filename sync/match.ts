import type { MappedRecord } from '../rules';
import type { ListedTarget, Match, SchemeTarget } from './types';

interface Indexes {
	byKey: Map<string, ListedTarget[]>;
	byLink: Map<string, ListedTarget[]>;
}

/**
 * Finds each record's target: by key, then, for targets whose key is empty, by what may link them
 * (design.md 3, Keys; 4, Same input same result). Two matches for one record, or one for two, are a conflict.
 * @param knowsLink Whether an earlier run met this record and this target together; without it a match by key
 *   needs a second trait, since others write their own ids into the same field.
 * @param takeOver Whether a match by e-mail may replace another system's key.
 */
export function matchRecords(
	records: MappedRecord[],
	targets: ListedTarget[],
	scheme: Pick<SchemeTarget, 'linkBy' | 'traits'>,
	options: { knowsLink(record: MappedRecord, target: ListedTarget): boolean; takeOver: boolean },
): Map<MappedRecord, Match> {
	const indexes: Indexes = {
		byKey: groupBy(targets, (target) => (target.key ? [target.key] : [])),
		byLink: groupBy(targets, (target) => target.linkBy),
	};
	const sameKey = groupBy(records, (record) => [record.key]);
	const matches = new Map<MappedRecord, Match>();
	for (const record of records) {
		const twins = sameKey.get(record.key) ?? [];
		matches.set(
			record,
			twins.length > 1
				? { kind: 'conflict', reason: `${twins.length} records have the key ${record.key}` }
				: matchOne(record, indexes, scheme, options),
		);
	}
	refuseSharedTargets(matches, scheme);
	return matches;
}

function matchOne(
	record: MappedRecord,
	{ byKey, byLink }: Indexes,
	scheme: Pick<SchemeTarget, 'linkBy' | 'traits'>,
	options: { knowsLink(record: MappedRecord, target: ListedTarget): boolean; takeOver: boolean },
): Match {
	const keyed = byKey.get(record.key) ?? [];
	if (keyed.length > 1) {
		return {
			kind: 'conflict',
			reason: `${keyed.length} records in Cinode carry the key ${record.key}: ${ids(keyed)}`,
		};
	}
	const linked = [...new Set(scheme.linkBy(record).flatMap((value) => byLink.get(value) ?? []))];
	const [target] = keyed;
	if (target) {
		const others = linked.filter((other) => other.id !== target.id);
		if (others.length > 0) {
			return {
				kind: 'conflict',
				target,
				reason: `Key ${record.key} is on ${name(target)}, but the same e-mail is on ${ids(others)}`,
			};
		}
		const traits = scheme.traits(record);
		if (!target.traits.some((trait) => traits.includes(trait)) && !options.knowsLink(record, target)) {
			return {
				kind: 'conflict',
				target,
				reason:
					`${name(target)} carries the key ${record.key}, but neither e-mail nor name is the same: ` +
					'if it is the same person, correct one of them in Cinode; if not, remove the key there',
			};
		}
		return { kind: 'key', target };
	}
	if (linked.length > 1) {
		return {
			kind: 'conflict',
			reason: `${linked.length} records in Cinode have the same e-mail: ${ids(linked)}`,
		};
	}
	const [found] = linked;
	if (!found) return { kind: 'none' };
	const isOthers = found.key !== '' && !found.key.startsWith(record.keyPrefix);
	if (isOthers) {
		return {
			kind: 'conflict',
			target: found,
			reason: `The same e-mail is on ${name(found)}, who belongs to another Kleer company (key ${found.key})`,
		};
	}
	if (found.key && !options.takeOver) {
		return {
			kind: 'conflict',
			target: found,
			reason: `${name(found)} has the same e-mail but carries the key ${found.key} instead of ${record.key}`,
		};
	}
	return { kind: 'link', target: found };
}

/** Two records that meet in one target, or two new ones that would collide there, are both held back. */
function refuseSharedTargets(matches: Map<MappedRecord, Match>, scheme: Pick<SchemeTarget, 'linkBy'>) {
	const claims = new Map<string, MappedRecord[]>();
	for (const [record, match] of matches) {
		if (match.kind === 'conflict') continue;
		const names = match.kind === 'none' ? [] : [`target ${match.target.id}`];
		// Who already has the e-mail needn't claim it.
		const has = match.kind === 'key' ? match.target.linkBy : [];
		names.push(
			...scheme
				.linkBy(record)
				.filter((value) => !has.includes(value))
				.map((value) => `link ${value}`),
		);
		for (const claim of names) claims.set(claim, [...(claims.get(claim) ?? []), record]);
	}
	for (const claimants of claims.values()) {
		if (claimants.length < 2) continue;
		for (const record of claimants) {
			const others = claimants.filter((other) => other !== record).map((other) => other.label);
			const match = matches.get(record);
			// The target stays: memory is asked about the pair, and the next look at it says the same.
			const target = match && match.kind !== 'none' ? match.target : undefined;
			matches.set(record, { kind: 'conflict', target, reason: `The same e-mail as ${others.join(', ')}` });
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

function name(target: ListedTarget): string {
	return `${target.label} (Cinode id ${target.id})`;
}

function ids(targets: ListedTarget[]): string {
	return targets.map(name).join(', ');
}
