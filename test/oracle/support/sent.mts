/** As a name, a number or an e-mail is sent: with plain dashes and spaces, composed, without what can't be seen. */
export function asSent(text: string): string {
	return text
		.replace(/[\u200b\u2060]/g, '')
		.replace(/[‑–−]/g, '-')
		.replace(/[\u00a0\u202f]/g, ' ')
		.normalize('NFC')
		.trim()
		.replace(/ +/g, ' ');
}
