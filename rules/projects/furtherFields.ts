import type { CustomValues } from '../own/customFields';
import type { FurtherField, FurtherValues } from '../own/furtherField';

const FIELDS = [
	{ field: 'defaultNotes', target: 'Default Notes', kind: 'text', note: 'The text for invoices' },
	{
		field: 'deliveryType',
		target: 'Delivery Type',
		kind: 'choice',
		choices: [
			{ value: 'EMAIL', name: 'Email' },
			{ value: 'MAIL', name: 'Mail' },
			{ value: 'MANUALLY', name: 'Manually' },
			{ value: 'SVEA', name: 'Svea' },
			{ value: 'EFAKTURA', name: 'E-Invoice' },
		],
		note: 'How invoices are sent',
	},
	{
		field: 'incomingInvoicedAmount',
		target: 'Incoming Invoiced Amount',
		kind: 'amount',
		note: 'What was invoiced before the project was in Kleer, in whole units of the currency',
	},
	{
		field: 'incomingInvoicedVatAmount',
		target: 'Incoming Invoiced VAT',
		kind: 'amount',
		note: 'The VAT on that',
	},
	{
		field: 'allUsers',
		target: 'All Users',
		kind: 'yesNo',
		note: 'Whether everybody may report time on the project',
	},
	{
		field: 'allActivities',
		target: 'All Activities',
		kind: 'yesNo',
		note: "Whether people may report on every activity; of a new project it comes before set-up's answer",
	},
] as const satisfies readonly FurtherField[];

/**
 * What Kleer shows of a client project and takes back, besides the field table (client-project-readable and -writeable;
 * docs/vendors.md#kleer-models). The company's own fields come on top (rules/own/customFields.ts).
 */
export const PROJECT_FURTHER_FIELDS: readonly FurtherField[] = FIELDS;

/** The values of rows of one's own, by field. */
export type ProjectFurtherValues = FurtherValues<typeof FIELDS> & CustomValues;
