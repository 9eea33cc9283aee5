import { INT64, type FurtherField, type FurtherValues } from '../own/furtherField';

const FIELDS = [
	{
		field: 'email',
		target: 'Email',
		kind: 'text',
		note: "The customer's own; the one for invoices is in the invoice address",
	},
	{ field: 'homepage', target: 'Homepage', kind: 'text', note: 'An address on the web' },
	{ field: 'fax', target: 'Fax', kind: 'text', note: 'A number, as text' },
	{
		field: 'intermediator',
		target: 'Intermediator',
		kind: 'yesNo',
		note: 'Whether the customer is a broker between others and us',
	},
	{
		field: 'size',
		target: 'Size',
		kind: 'choice',
		choices: [
			{ value: 0, name: 'Sole Trader' },
			{ value: 1, name: '2–10' },
			{ value: 2, name: '11–50' },
			{ value: 3, name: '51–200' },
			{ value: 4, name: '201–500' },
			{ value: 5, name: '501–1,000' },
			{ value: 6, name: '1,001–5,000' },
			{ value: 7, name: '5,001–10,000' },
			{ value: 8, name: '10,001 or More' },
		],
		note: 'How many people the customer has, in the steps that Cinode offers',
	},
	{
		field: 'turnOver',
		target: 'Turnover',
		kind: 'wholeNumber',
		limit: INT64,
		note: "Whole units of the customer's currency",
	},
] as const satisfies readonly FurtherField[];

/** What Cinode shows of a customer and takes in a patch, besides the field table (docs/vendors.md#cinode-customers). */
export const CUSTOMER_FURTHER_FIELDS: readonly FurtherField[] = FIELDS;

/** The values of rows of one's own, by field. */
export type CustomerFurtherValues = FurtherValues<typeof FIELDS>;
