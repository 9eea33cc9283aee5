import { foldText, normalEmail } from '../../rules';
import type { LinkRules } from '../contract/schemeTarget';

/** People in Cinode: e-mails are unique there, disconnected people's too (docs/vendors.md#cinode-users). */
export const PERSON_LINKS: LinkRules = {
	source: 'Kleer',
	system: 'Cinode',
	unique: true,
	word: () => 'e-mail',
	isWeak: () => false,
	confirmedBy: 'e-mail nor name',
	noun: 'person',
};

export function confirmingEmail(email: string): string {
	return normalEmail(email) ?? foldText(email);
}

export function confirmingName(firstName: unknown, lastName: unknown): string {
	return `name ${foldText(`${String(firstName ?? '')} ${String(lastName ?? '')}`)}`;
}
