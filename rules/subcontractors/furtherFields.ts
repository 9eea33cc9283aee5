import { INT32, type FurtherField, type FurtherValues } from '../own/furtherField';

const FIELDS = [
	{
		field: 'tariff',
		target: 'Tariff',
		kind: 'wholeNumber',
		limit: INT32,
		note: 'What an hour costs, in whole units of the currency',
	},
	{
		field: 'rating',
		target: 'Rating',
		kind: 'wholeNumber',
		limit: INT32,
		note: "Cinode's number for how good they are; its scale isn't published",
	},
	{ field: 'linkedIn', target: 'LinkedIn', kind: 'text', note: 'An address on the web' },
] as const satisfies readonly FurtherField[];

/**
 * What Cinode shows of a subcontractor and takes at creation, besides the field table (docs/vendors.md#cinode-subcontractors).
 * The title can be sent but is never shown, so it isn't here.
 */
export const SUBCONTRACTOR_FURTHER_FIELDS: readonly FurtherField[] = FIELDS;

/** The values of rows of one's own, by field. */
export type SubcontractorFurtherValues = FurtherValues<typeof FIELDS>;
