import type { Mode } from './types';

/** The modes with the words that the editor and the docs use (docs/decisions.md#modes). */
export const MODES: Record<Mode, { name: string; description: string }> = {
	mirror: { name: 'Mirror', description: 'Always the same as in the source, cleared too' },
	always: { name: 'Always', description: 'Follows the source; an empty source leaves the target alone' },
	ifEmpty: { name: 'If Empty', description: 'Written only where the target is empty' },
	onCreate: { name: 'On Create', description: 'Sent when the record is created, never touched after' },
	off: { name: 'Off', description: 'Never read, never sent' },
};

/** Any mode, for a row that can be read and written at any time. */
export const ANY_MODE: readonly Mode[] = ['mirror', 'always', 'ifEmpty', 'onCreate', 'off'];

/** For rows that the target can't read back: there is nothing to compare with. */
export const UNREADABLE_MODES: readonly Mode[] = ['always', 'onCreate', 'off'];

/** For constants that only a creation can carry. */
export const CREATE_ONLY_MODES: readonly Mode[] = ['onCreate', 'off'];
