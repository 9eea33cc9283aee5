import {
	isPersonsNumber,
	linkableOrganisationNumber,
	readableKey,
	type MappedCustomer,
} from '../../../rules';
import type { ListedTarget } from '../../contract/listedTarget';
import type { LinkRules } from '../../contract/schemeTarget';
import { nameLink, numberLink } from './cinodeCustomer';

/** Whether a customer has another organisation number than the record, whatever both are called. */
export function isAnotherOrganisation(
	{ linkKeys }: Pick<ListedTarget, 'linkKeys'>,
	{ linkNumber, unsentNumber, values }: MappedCustomer,
): boolean {
	const numbers = linkKeys.filter((link) => link.startsWith(numberLink('')));
	// Several Kleer clients may share a number: it links none of them, but still tells who is meant.
	const number =
		linkNumber ??
		unsentNumber?.comparable ??
		linkableOrganisationNumber(`${values.corporateIdentityNumber ?? ''}`);
	if (number !== undefined) return numbers.some((link) => link !== numberLink(number));
	// Kleer's is a person's: a company's number is another one in any case.
	return (
		unsentNumber !== undefined && numbers.some((link) => !isPersonsNumber(link.slice(numberLink('').length)))
	);
}

/** Customers in Cinode that are like one to be created, and yet aren't it as far as the rules can tell. */
export class Namesakes {
	private readonly seen = new Map<number, ListedTarget>();
	private readonly byLink = new Map<string, Set<number>>();

	constructor(private readonly links: Pick<LinkRules, 'word' | 'isWeak' | 'isDifferentEntity'>) {}

	/** Customers as far as they are known; of one that comes again, the later holds. */
	note(targets: ListedTarget[]): void {
		for (const target of targets) {
			this.seen.set(target.id, target);
			for (const link of target.linkKeys) {
				const ids = this.byLink.get(link);
				if (ids) ids.add(target.id);
				else this.byLink.set(link, new Set([target.id]));
			}
		}
	}

	/** What to say about a record that is created beside them, so that no double is made silently. */
	warnings(record: MappedCustomer, links: string[]): string[] {
		const { key } = record;
		const name = nameLink(String(record.values.name));
		const isDifferentEntity = (target: ListedTarget) =>
			this.links.isDifferentEntity?.(target, record) === true;
		const [keyless] = this.alike([name], (target) => target.key === '' && !isDifferentEntity(target));
		const [stranger] = this.alike(links, (target) => isOthers(target, record) && !isDifferentEntity(target));
		return [
			...(keyless
				? [
						`Cinode has a customer of the same name without ID (Cinode id ${keyless.target.id}). If it is the same, put the ID ` +
							`${key} there and remove the new one` +
							(this.links.isWeak(name) ? ", or switch 'Link by Name' on before the first sync" : ''),
					]
				: []),
			...(stranger
				? [
						`Cinode has a customer of the same ${this.links.word(stranger.link)} with the ID ${readableKey(stranger.target.key)} (Cinode id ` +
							`${stranger.target.id}), which without this company's key prefix passes for another Kleer company's. If it is ` +
							`this company's, put the ID ${key} there and remove the new one`,
					]
				: []),
		];
	}

	private alike(links: string[], isMeant: (target: ListedTarget) => boolean) {
		return links.flatMap((link) =>
			[...(this.byLink.get(link) ?? [])]
				.flatMap((id) => this.seen.get(id) ?? [])
				.filter(isMeant)
				.map((target) => ({ link, target })),
		);
	}
}

/** Carries a key without this company's prefix. */
function isOthers({ key }: ListedTarget, { keyPrefix }: MappedCustomer): boolean {
	return key !== '' && !key.startsWith(keyPrefix);
}
