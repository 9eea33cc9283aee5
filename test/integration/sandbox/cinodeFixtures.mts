import { addCinodeCustomer, addCinodeSubcontractor, type Sandbox } from '../../sandbox/index.mts';

/** A subcontractor with every field; the id is 5002 when there is only the owner. */
export function addSiv(sandbox: Sandbox): number {
	const siv = {
		firstName: 'Siv',
		lastName: 'Österå',
		email: 'siv@osterakonsult.example',
		gender: 2,
		languageId: 1,
		title: 'Arkitekt',
		phone: '070-174 06 10',
		tariff: 950,
		rating: 4,
		companyName: 'Österå Konsult AB',
		companyIdentifier: '556000-1111',
		internalIdentifier: '1042',
		locationId: 301,
		defaultCurrencyId: 1,
		linkedIn: 'https://example.com/siv',
		tags: [1],
		password: 'sivs-lösenord',
	};
	return addCinodeSubcontractor(sandbox.cinode.store, siv, Date.parse('2026-01-02T03:04:05Z')).id;
}

/** A customer with every field, a contact and an invoice address; the id is 9000 when it is the first. */
export function addSkogsalv(sandbox: Sandbox, now: number): void {
	addCinodeCustomer(
		sandbox.cinode.store,
		{
			name: 'Skogsalv Energi AB',
			description: 'Ramavtal',
			identification: '1234',
			corporateIdentityNumber: '556000-3333',
			vatNumber: 'SE556000333301',
			email: 'faktura@skogsalv.example',
			homepage: 'https://skogsalv.example',
			phone: '08-465 00 41',
			fax: '08-465 00 42',
			intermediator: true,
			size: 5,
			countryId: 1,
			turnOver: 5_000_000_000,
			turnOverCurrencyId: 1,
			tags: [1],
			managers: [5001],
			contacts: [
				{
					firstName: 'Bo',
					lastName: 'Ek',
					email: 'bo@skogsalv.example',
					phone1: '1',
					phone2: '2',
					title: 'Inköp',
					comments: 'Ny',
				},
			],
			addresses: [
				{
					street1: 'Box 1',
					street2: 'Skanning',
					zipCode: '111 11',
					city: 'Umeå',
					country: 'Sverige',
					comments: 'Märk',
					addressType: 2,
				},
			],
		},
		now,
	);
}
