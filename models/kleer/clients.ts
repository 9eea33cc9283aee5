import { flag, id, list, nullable, number, object, reference, required, text, type Infer } from '../decode';

/** For clients address1 is the street, and state is the city (docs/vendors.md#kleer-models). */
const kleerAddress = object(
	{ address1: text, address2: text, 'zip-code': text, state: text, country: text },
	true,
);
export type KleerAddress = Partial<
	Record<'address1' | 'address2' | 'zip-code' | 'state' | 'country', string | null>
>;

/** A customer; the XSD's `client`, the same for reading and writing. */
export const kleerClient = object(
	{
		id: required(id),
		'foreign-id': text,
		name: text,
		contact: text,
		address: nullable(kleerAddress),
		email: text,
		'client-type': text,
		'country-code': text,
		'currency-type': text,
		notes: text,
		accountnr: number,
		'payment-days': number,
		orgno: text,
		phone: text,
		user: reference,
		'delivery-type': text,
		'vat-nr': text,
		gln: text,
		'dimension-entries': list(required(reference), 'dimension-entry'),
		active: flag,
	},
	true,
);
export type KleerClient = Infer<typeof kleerClient.fields>;
