import { MODES, SCHEMES, type Scheme } from '../../../rules/index.ts';

/** A scheme's field table as the mapper shows it: "Phone ← Phone", and the mode. */
export function tableOf(scheme: Scheme): Record<string, string> {
	return Object.fromEntries(
		SCHEMES[scheme].rules.map(({ source, target, mode, choices }) => [
			`${target} ← ${source === '–' ? 'Set-Up' : source}`,
			`${MODES[mode].name}${choices.length === 0 ? ' (Locked)' : ''}`,
		]),
	);
}
