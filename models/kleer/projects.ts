import {
	anything,
	day,
	flag,
	id,
	list,
	nullable,
	number,
	object,
	reference,
	required,
	text,
	worded,
	type Infer,
} from '../decode';
import { distribution } from './distribution';

/** Prices in öre per hour. */
const kleerActivityPrice = object(
	{ activity: required(reference), price: number, 'supplier-price': number },
	true,
);

const kleerProjectUser = object({ user: required(reference), activities: list(kleerActivityPrice) }, true);

/** A field of the company's own; its name is read only. */
const kleerField = object({ alias: required(text), value: anything }, true);

const kleerLead = object({ user: required(reference) });

/**
 * client-project-readable. What isn't declared is kept as it came, since an update sends the whole document back.
 * Amounts in öre.
 */
export const kleerProject = object(
	{
		id: required(id),
		/** None: an internal project. */
		client: reference,
		'broker-client': reference,
		'fixed-price': flag,
		number: text,
		name: text,
		'currency-type': text,
		'your-reference': text,
		'our-reference': reference,
		comment: text,
		'payment-days': number,
		'po-nr': text,
		'budget-hours': number,
		'budget-amount': number,
		'incoming-invoiced-amount': number,
		'incoming-invoiced-vat-amount': number,
		'opening-date': day,
		'closing-date': day,
		'all-activities': flag,
		'all-users': flag,
		active: flag,
		activities: list(kleerActivityPrice),
		users: list(kleerProjectUser),
		leads: list(kleerLead),
		fields: list(kleerField),
		dimensions: nullable(distribution),
		status: worded('DRAFT', 'OPEN', 'CLOSED'),
	},
	true,
);
export type KleerProject = Infer<typeof kleerProject.fields> & Record<string, unknown>;
export type KleerProjectUser = Infer<typeof kleerProjectUser.fields> & Record<string, unknown>;
export type KleerActivityPrice = Infer<typeof kleerActivityPrice.fields> & Record<string, unknown>;
