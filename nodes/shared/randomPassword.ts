import { randomBytes } from 'node:crypto';

/** A password that nobody will ever know: sent once, never shown, never kept (design.md 5). */
export function randomPassword(): string {
	return `${randomBytes(24).toString('base64url')}aA1!`;
}
