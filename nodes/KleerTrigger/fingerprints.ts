import { createHash, createHmac } from 'node:crypto';

/** 72 bits: short, since there is one per record, and still without a chance hit. */
const LENGTH = 12;

/**
 * What the fingerprints depend on besides the record. Raise it when a release gives records another form: all are
 * then learned anew instead of being taken for updated.
 */
const FORM = 1;

/** Fingerprints by which a change is seen; without the credential nobody can guess a salary from one (docs/decisions.md#memory). */
export class Fingerprints {
	private readonly key: Buffer;

	/** @param secret From the credential. */
	constructor(secret: string) {
		this.key = createHash('sha256').update(`trigger ${FORM} ${secret}`).digest();
	}

	/** Changes whenever all the fingerprints do. */
	get name(): string {
		return this.of('key');
	}

	/** The same for two values that differ only in the order of keys or of list entries. */
	of(value: unknown): string {
		return createHmac('sha256', this.key).update(canonical(value)).digest('base64url').slice(0, LENGTH);
	}
}

/** Lists are sorted too: in Kleer's records no order means anything, and none is promised. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	const entries = Object.entries(value).filter(([, one]) => one !== undefined);
	return `{${entries
		.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`)
		.sort()
		.join()}}`;
}
