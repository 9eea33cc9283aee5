import fc from 'fast-check';

/** Personal numbers that no person has, in the forms in which people write them; made apart from the code under test. */

export interface Somebody {
	/** Six digits, or what a coordination number makes of them. */
	date: string;
	century: string;
	/** The last four. */
	last: string;
}

function withCheckDigit(nine: string): string {
	const sum = [...nine]
		.map((digit, index) => String(Number(digit) * (index % 2 === 0 ? 2 : 1)))
		.flatMap((product) => [...product])
		.reduce((total, digit) => total + Number(digit), 0);
	return `${nine}${(10 - (sum % 10)) % 10}`;
}

const two = (number: number) => String(number).padStart(2, '0');

/** People of working age: born on a day, or with a coordination number, whose month or day may not be known. */
const born = fc
	.tuple(
		fc.integer({ min: 1931, max: 2012 }),
		fc.integer({ min: 1, max: 12 }),
		fc.integer({ min: 1, max: 28 }),
		fc.constantFrom('personal', 'coordination', 'no day', 'no month'),
	)
	.map(([year, month, day, kind]) => {
		const shownMonth = kind === 'no month' ? '00' : two(month);
		const shownDay = kind === 'personal' ? two(day) : kind === 'no day' ? '60' : two(day + 60);
		return { century: String(year).slice(0, 2), date: `${String(year).slice(2)}${shownMonth}${shownDay}` };
	});
const serial = fc.integer({ min: 1, max: 999 }).map((number) => String(number).padStart(3, '0'));

export const somebody: fc.Arbitrary<Somebody> = fc.tuple(born, serial).map(([{ century, date }, three]) => ({
	century,
	date,
	last: withCheckDigit(`${date}${three}`).slice(6),
}));

const wide = (text: string) =>
	text.replace(/[!-~]/g, (plain) => String.fromCharCode(plain.charCodeAt(0) + 0xfee0));
const arabic = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
const spread = (text: string, size: number, gap = ' ') =>
	(text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(gap);

type Form = readonly [how: string, write: (person: Somebody) => string];

export const FORMS: readonly Form[] = [
	['ten digits', ({ date, last }) => `${date}${last}`],
	['with a dash', ({ date, last }) => `${date}-${last}`],
	['with a plus', ({ date, last }) => `${date}+${last}`],
	['with a space', ({ date, last }) => `${date} ${last}`],
	['twelve digits', ({ century, date, last }) => `${century}${date}${last}`],
	['twelve digits with a dash', ({ century, date, last }) => `${century}${date}-${last}`],
	['with the century apart', ({ century, date, last }) => `${century} ${date}-${last}`],
	['with an en dash and spaces', ({ date, last }) => `${date} – ${last}`],
	['with a non-breaking hyphen', ({ date, last }) => `${date}‑${last}`],
	['with a minus sign', ({ century, date, last }) => `${century}${date}−${last}`],
	['with a dot', ({ date, last }) => `${date}.${last}`],
	['with a slash', ({ date, last }) => `${date}/${last}`],
	['with a no-break space', ({ date, last }) => `${date}\u00a0${last}`],
	['with a zero-width space', ({ date, last }) => `${date}\u200b${last}`],
	['with invisible marks everywhere', ({ date, last }) => spread(`${date}-${last}`, 1, '\u2060')],
	['in full-width digits', ({ date, last }) => wide(`${date}-${last}`)],
	['in digits of another script', ({ century, date, last }) => arabic(`${century}${date}${last}`)],
	['in pairs', ({ century, date, last }) => spread(`${century}${date}${last}`, 2)],
	['digit by digit', ({ date, last }) => spread(`${date}${last}`, 1)],
	['as a date with dashes', ({ century, date, last }) => `${century}${spread(date, 2, '-')}-${last}`],
	['on two lines', ({ date, last }) => `${date}\n${last}`],
	['with a word between', ({ date, last }) => `${date} nr ${last}`],
	['in brackets', ({ date, last }) => `(${date})-(${last})`],
	['with EF before', ({ date, last }) => `EF ${date}-${last}`],
	['with NR before', ({ date, last }) => `NR${date}${last}`],
	['as a VAT number', ({ date, last }) => `SE${date}${last}01`],
	['as a VAT number of a second firm', ({ date, last }) => `SE ${date}-${last} 02`],
	['as if from Finland', ({ date, last }) => `FI${date}${last}`],
	['with a number behind', ({ date, last }) => `${date}-${last}/001`],
	['with letters on both sides', ({ date, last }) => `x${date}${last}y`],
	['twice', ({ century, date, last }) => `${date}-${last}, ${century}${date}${last}`],
	['as a reserve number', ({ century, date, last }) => `${century}${date}T${last.slice(1)}`],
	['as a reserve number of ten', ({ date, last }) => `${date}-R${last.slice(1)}`],
	[
		'as a reserve number in small letters',
		({ century, date, last }) => `${century}${date}-s${last.slice(1)}`,
	],
];

/** Whether a text shows a person's number, however it is written. */
export function shows(text: string, { date, last }: Somebody): boolean {
	const compact = text
		.normalize('NFKC')
		.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
		.replace(/[^\p{L}\p{N}]/gu, '')
		.toUpperCase();
	return (
		compact.includes(`${date}${last}`) ||
		compact.includes(`${date}NR${last}`) ||
		['T', 'R', 'S'].some((letter) => compact.includes(`${date}${letter}${last.slice(1)}`))
	);
}

const digits = (count: number) =>
	fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(''));

/** Ten digits of an organisation. */
export const organisation = fc
	.tuple(fc.integer({ min: 10, max: 99 }), fc.integer({ min: 2, max: 9 }), digits(6))
	.map(([first, third, rest]) => withCheckDigit(`${first}${third}${rest}`));

export const ORGANISATION_FORMS: ReadonlyArray<(ten: string) => string> = [
	(ten) => ten,
	(ten) => `${ten.slice(0, 6)}-${ten.slice(6)}`,
	(ten) => `${ten.slice(0, 6)} – ${ten.slice(6)}`,
	(ten) => `16${ten}`,
	(ten) => `16${ten.slice(0, 6)}-${ten.slice(6)}`,
	(ten) => `SE${ten}01`,
	(ten) => `SE ${ten.slice(0, 6)}-${ten.slice(6)} 01`,
	(ten) => wide(`${ten.slice(0, 6)}-${ten.slice(6)}`),
	(ten) => spread(ten, 2),
	(ten) => `Org.nr ${ten.slice(0, 6)}-${ten.slice(6)} (AB)`,
	(ten) => `K1001 ${ten.slice(0, 6)}-${ten.slice(6)}`,
	(ten) => `${ten.slice(0, 6)}-${ten.slice(6)}, 08-123 456 78`,
	(ten) => `${ten} 2026-11-30`,
	(ten) => `${ten.slice(0, 6)}-${ten.slice(6)}/001`,
];
