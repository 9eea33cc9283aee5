import { randomBytes } from 'node:crypto';

/** A password that nobody will ever know: sent once, never shown, never kept (docs/decisions.md#trust). */
export function randomPassword(): string {
	return `${randomBytes(24).toString('base64url')}aA1!`;
}
