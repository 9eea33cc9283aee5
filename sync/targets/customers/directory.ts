import { comparableKey, isoCountry } from '../../../rules';
import type { CinodeCustomer, CinodeCustomersApi } from './cinodeCustomer';

/** Customers that are read in the hope that they teach a country's id. */
const SAMPLES = 2;
/** Assumption: the company's own country is Sweden, Kleer's country, since its API gives an id without code. */
const OWN_COUNTRY = 'SE';

export interface Colleague {
	id: number;
	name: string;
}

/** Cinode's own ids for what Kleer names: currencies, countries and people. Each is asked for once, when needed. */
export class Directory {
	private currencies?: Promise<Map<string, number>>;
	private users?: Promise<Map<string, Colleague>>;
	private readonly asked = new Map<string, Promise<void>>();

	/**
	 * @param countries What earlier runs of this process learnt; filled further.
	 * @param chosenCountries Set-up's own word, which comes first.
	 */
	constructor(
		private readonly api: Pick<CinodeCustomersApi, 'listCurrencies' | 'listUsers' | 'companyCountryId'>,
		private readonly read: (id: number) => Promise<CinodeCustomer>,
		private readonly countries: Map<string, number>,
		private readonly chosenCountries: ReadonlyMap<string, number>,
	) {}

	async currencyId(code: string): Promise<number | undefined> {
		this.currencies ??= this.api
			.listCurrencies()
			.then((list) => new Map(list.map(({ id, currencyCode }) => [currencyCode.toUpperCase(), id])));
		return (await this.currencies).get(code);
	}

	/** Someone who isn't disconnected in Cinode, by key. */
	async userByKey(key: string): Promise<Colleague | undefined> {
		this.users ??= this.api
			.listUsers()
			.then(
				(list) =>
					new Map(
						list.map(({ companyUserId, firstName, lastName, internalIdentifier }) => [
							comparableKey(internalIdentifier),
							{ id: companyUserId, name: `${firstName ?? ''} ${lastName ?? ''}`.trim() },
						]),
					),
			);
		return (await this.users).get(key);
	}

	/** Every customer that is read teaches its country. */
	learnFrom({ country }: CinodeCustomer): void {
		if (country?.code) this.countries.set(isoCountry(country.code), country.countryId);
	}

	/**
	 * Cinode has no list of countries (docs/vendors.md#cinode-look-ups).
	 * @param inThatCountry Ids of customers that are probably there.
	 */
	async countryId(code: string, inThatCountry: number[]): Promise<number | undefined> {
		const known = () => this.chosenCountries.get(code) ?? this.countries.get(code);
		if (known() === undefined) {
			const asked = this.asked.get(code) ?? this.lookFor(code, inThatCountry);
			this.asked.set(code, asked);
			await asked;
		}
		return known();
	}

	private async lookFor(code: string, inThatCountry: number[]): Promise<void> {
		for (const id of inThatCountry.slice(0, SAMPLES)) {
			this.learnFrom(await this.read(id));
			if (this.countries.has(code)) return;
		}
		if (code !== OWN_COUNTRY) return;
		const own = await this.api.companyCountryId();
		if (own !== undefined) this.countries.set(OWN_COUNTRY, own);
	}
}
