import { checkDigit, personalNumber } from '../../sandbox/seed/personalNumbers.mts';
import type { Chance } from '../support/chance.mts';
import { plusDays } from '../support/calendar.mts';

/** How personal numbers are written in the generated company. */
export const NUMBER_FORMS = {
	normal: 30,
	undashed: 6,
	short: 10,
	shortUndashed: 4,
	overHundred: 3,
	centuryDashed: 3,
	exactlyThirteen: 2,
	almostThirteen: 2,
	coordination: 5,
	shortCoordination: 3,
	wrongChecksum: 4,
	letters: 4,
	zeros: 4,
	february31: 2,
	noDay: 2,
	noMonth: 2,
	neither: 2,
	day92: 2,
	leapDay: 2,
	noLeapYear: 2,
	garbage: 2,
	empty: 4,
	spaces: 2,
};
export type NumberForm = keyof typeof NUMBER_FORMS;

/**
 * Numbers of the series 238 and 239, which the tax authority keeps for tests: nobody has one. `today` is the day
 * around which ages lie.
 */
export function numberOf(form: NumberForm, chance: Chance, today: string): string {
	const gender = chance.yes(0.5) ? 'male' : 'female';
	const three = gender === 'male' ? '239' : '238';
	const born = plusDays('1955-01-01', chance.int(0, 17_500));
	/** Ten digits with the right checksum, of six as they are written. */
	const ten = (six: string, sign = '-') => `${six}${sign}${three}${checkDigit(six + three)}`;
	const six = (day: string) => day.slice(2).replaceAll('-', '');
	switch (form) {
		case 'normal':
		case 'undashed':
		case 'short':
		case 'coordination':
		case 'letters':
		case 'zeros':
			return personalNumber(born, gender, form);
		case 'wrongChecksum':
			return personalNumber(born, gender, 'wrong-checksum');
		case 'shortUndashed':
			return personalNumber(born, gender, 'short').replace('-', '');
		case 'shortCoordination':
			return personalNumber(born, gender, 'coordination').slice(2);
		case 'overHundred':
			return ten(six(plusDays(`${Number(today.slice(0, 4)) - 101}-01-01`, -chance.int(0, 2000))), '+');
		case 'centuryDashed': // 100 years and more with "-" and a century.
			return `19${ten(six(plusDays('1912-01-01', chance.int(0, 3000))))}`;
		case 'exactlyThirteen':
			return ten(six(`${Number(today.slice(0, 4)) - 13}${today.slice(4)}`));
		case 'almostThirteen': // Born 113 years ago, then.
			return ten(six(plusDays(`${Number(today.slice(0, 4)) - 13}${today.slice(4)}`, 1)));
		case 'february31':
			return `19${ten(`${chance.int(55, 99)}0231`)}`;
		case 'noDay':
			return `19${ten(`${chance.int(55, 99)}0460`)}`;
		case 'noMonth':
			return ten(`${chance.int(55, 99)}0071`);
		case 'neither':
			return `19${ten(`${chance.int(55, 99)}0060`)}`;
		case 'day92':
			return `19${ten(`${chance.int(55, 99)}0592`)}`;
		case 'leapDay':
			return ten('000229');
		case 'noLeapYear': // 1900 was none.
			return ten('000229', '+');
		case 'garbage':
			return chance.one(['uppgift saknas', '12', '------', '19801301-2390', 'ÅÄÖ']);
		case 'empty':
			return '';
		case 'spaces':
			return ` ${personalNumber(born, gender, 'normal')} `;
	}
}
