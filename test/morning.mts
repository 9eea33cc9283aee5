/**
 * Moves the clock of this process to nine o'clock of the morning in Sweden, from which it runs on: tests that move it
 * further must not pass midnight because of the hour at which they are run.
 */
export function startInTheMorning(): void {
	const real = Date.now;
	const clock = new Intl.DateTimeFormat('sv-SE', {
		timeZone: 'Europe/Stockholm',
		hour: '2-digit',
		minute: '2-digit',
	});
	const [hour = 9, minute = 0] = clock.format(real()).split(':').map(Number);
	const shift = ((9 - hour) * 60 - minute) * 60_000;
	Date.now = () => real() + shift;
}
