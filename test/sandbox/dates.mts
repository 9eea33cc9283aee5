/** `YYYY-MM-DD` and nothing else, and a day that exists. */
export function isDate(text: unknown): text is string {
	if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const time = Date.parse(text + 'T00:00:00Z');
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The date so many days later (or earlier). */
export function addDays(date: string, days: number): string {
	return new Date(Date.parse(date + 'T00:00:00Z') + days * 86_400_000).toISOString().slice(0, 10);
}

/** The date in Stockholm at this moment. */
export function swedishDate(now: number): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(now);
}

/** Saturday or Sunday. */
export function isWeekend(date: string): boolean {
	return [0, 6].includes(new Date(date + 'T00:00:00Z').getUTCDay());
}

/** Swedish public holidays by law (1989:253); eves are not red days. */
export function isRedDay(date: string): boolean {
	const fixed = ['01-01', '01-06', '05-01', '06-06', '12-25', '12-26'];
	if (fixed.includes(date.slice(5))) return true;
	const easter = easterSunday(Number(date.slice(0, 4)));
	return [-2, 0, 1, 39, 49].some((days) => addDays(easter, days) === date);
}

/** Gauss's rule in the form by Meeus, Jones and Butcher. */
function easterSunday(year: number): string {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const d = Math.floor(b / 4);
	const g = Math.floor((8 * b + 13) / 25);
	const h = (19 * a + b - d - g + 15) % 30;
	const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
	const m = Math.floor((a + 11 * h + 22 * l) / 451);
	const n = h + l - 7 * m + 114;
	return `${year}-${String(Math.floor(n / 31)).padStart(2, '0')}-${String((n % 31) + 1).padStart(2, '0')}`;
}
