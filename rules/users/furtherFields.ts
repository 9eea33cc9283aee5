import { INT32, type FurtherField, type FurtherValues } from '../own/furtherField';

const FIELDS = [
	{ field: 'title', target: 'Title', kind: 'text', note: 'The title on the profile' },
	{
		field: 'desiredAssignment',
		target: 'Desired Assignment',
		kind: 'text',
		note: 'What the person would like to do next',
	},
	{
		field: 'availableFromDate',
		target: 'Available From',
		kind: 'date',
		note: 'The day from which the person can be staffed',
	},
	{
		field: 'mobility',
		target: 'Mobility',
		kind: 'wholeNumber',
		limit: INT32,
		note: "Cinode's number for how far the person travels; its values aren't published",
	},
	{
		field: 'invoicingGoal',
		target: 'Invoicing Goal',
		kind: 'wholeNumber',
		limit: INT32,
		note: 'Cinode shows it to the level Company Admin only',
	},
	{
		field: 'hourlyTargetRate',
		target: 'Hourly Target Rate',
		kind: 'wholeNumber',
		limit: INT32,
		note: 'Whole units of the currency; shown to the level Company Admin only',
	},
	{
		field: 'selfCost',
		target: 'Self Cost',
		kind: 'wholeNumber',
		limit: INT32,
		sensitive: true,
		note: 'What an hour costs the company; shown to the level Company Admin only',
	},
	{
		field: 'provision',
		target: 'Provision',
		kind: 'wholeNumber',
		limit: INT32,
		sensitive: true,
		note: 'Shown to the level Company Admin only',
	},
	{ field: 'homepage', target: 'Homepage', kind: 'text', note: 'An address on the web' },
	{ field: 'linkedIn', target: 'LinkedIn', kind: 'text', note: 'An address on the web' },
	{ field: 'gitHub', target: 'GitHub', kind: 'text', note: 'An address on the web' },
	{ field: 'blog', target: 'Blog', kind: 'text', note: 'An address on the web' },
	{ field: 'twitter', target: 'Twitter', kind: 'text', note: 'An address on the web, or a name' },
] as const satisfies readonly FurtherField[];

/**
 * What Cinode shows of a user and takes in a patch, besides the field table (CompanyUserFullModel and
 * ICompanyUserEmployeePatchDocument; docs/vendors.md#cinode-users).
 */
export const USER_FURTHER_FIELDS: readonly FurtherField[] = FIELDS;

/** The values of rows of one's own, by field. */
export type UserFurtherValues = FurtherValues<typeof FIELDS>;
