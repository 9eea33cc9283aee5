import { alikeDate, alikeExactly, alikeNumber, alikeText } from '../shared/alike';
import { cleanOf, textOf } from '../shared/mapFields';
import { ANY_MODE } from '../shared/modes';
import type { ConditionRow, FieldRule, Mode, ValuesOf } from '../shared/types';
import type { ProjectAsRead } from './asRead';
import {
	mapBudgetAmount,
	mapBudgetHours,
	mapClosingDate,
	mapCustomer,
	mapDimensions,
	mapFixedPrice,
	mapIntermediator,
	mapOurReference,
	mapPaymentDays,
	mapPeople,
	mapTitle,
	mapYourReference,
} from './fieldValues';
import { keysOf, projectNumber, withoutPrefix } from './keys';
import { pricesOf } from './prices';
import type { ProjectsSetup } from './setup';
import type { ProjectFurtherValues } from './furtherFields';

type ProjectRule = FieldRule<ProjectAsRead, ProjectsSetup>;

/** Kleer takes these only when the project is created. */
const FROZEN: readonly Mode[] = [];
const WITHOUT_MIRROR = ANY_MODE.filter((mode) => mode !== 'mirror');
const ON_OR_OFF: readonly Mode[] = ['always', 'onCreate', 'off'];

/** The rows with their own types, of which the values' types follow. */
const ROWS = [
	{
		field: 'number',
		source: 'Project ID',
		target: 'Number',
		mode: 'always',
		choices: [],
		required: true,
		isKey: true,
		note: "The key: Cinode's id, or the project's identifier, with a prefix if set-up says so. Must never be edited",
		map: (project, setup) => projectNumber(project, setup),
	},
	{
		field: 'name',
		source: 'Title',
		target: 'Name',
		mode: 'onCreate',
		choices: FROZEN,
		required: true,
		note: "Kleer can't rename a project: a change is drift",
		map: mapTitle,
		equal: alikeText,
	},
	{
		field: 'client',
		source: 'Customer',
		target: 'Client',
		mode: 'onCreate',
		choices: FROZEN,
		required: true,
		note: 'By customer number. A customer that Kleer does not know is an error that says which sync to run',
		map: mapCustomer,
	},
	{
		field: 'brokerClient',
		source: 'Intermediator',
		target: 'Broker',
		mode: 'mirror',
		choices: ANY_MODE,
		note: 'By customer number; removed in Cinode, it is cleared in Kleer',
		map: mapIntermediator,
	},
	{
		field: 'fixedPrice',
		source: 'Contract Type of the Roles',
		target: 'Fixed Price',
		mode: 'onCreate',
		choices: FROZEN,
		note: "All roles fixed: yes; mixed: no, with a warning; no role yet: as set-up says. Kleer can't change it later",
		map: mapFixedPrice,
	},
	{
		field: 'currency',
		source: 'Currency',
		target: 'Currency',
		mode: 'onCreate',
		choices: FROZEN,
		note: 'By ISO code; a later change is drift',
		map: ({ currency }) => currency ?? undefined,
		equal: alikeText,
	},
	{
		field: 'comment',
		source: 'Description',
		target: 'Comment',
		mode: 'ifEmpty',
		choices: ANY_MODE,
		note: 'Written only where Kleer has none',
		map: ({ description }) => textOf(description),
	},
	{
		field: 'budgetAmount',
		source: 'Contract Value',
		target: 'Budget Amount',
		mode: 'always',
		choices: ANY_MODE,
		inOre: true,
		note: 'Else the estimated value. Kronor become öre',
		map: mapBudgetAmount,
		equal: alikeNumber,
	},
	{
		field: 'budgetHours',
		source: 'Hours of the Roles',
		target: 'Budget Hours',
		mode: 'always',
		choices: ANY_MODE,
		note: 'Only when every role is in hours',
		map: mapBudgetHours,
		equal: alikeNumber,
	},
	{
		field: 'leads',
		source: 'Project Managers',
		target: 'Leads',
		mode: 'always',
		choices: ON_OR_OFF,
		note: 'By key; added to the others, or the only ones, as the Kleer node says',
		map: ({ projectManagers }, setup, remarks) =>
			projectManagers && keysOf(projectManagers, 'Project manager', setup, remarks),
	},
	{
		field: 'ourReference',
		source: 'Sales Manager',
		target: 'Our Reference',
		mode: 'ifEmpty',
		choices: WITHOUT_MIRROR,
		note: 'Else the project manager. By key',
		map: mapOurReference,
	},
	{
		field: 'yourReference',
		source: 'Customer Contact',
		target: 'Your Reference',
		mode: 'ifEmpty',
		choices: ANY_MODE,
		note: 'The first; with an intermediator the first of theirs',
		map: mapYourReference,
		equal: alikeText,
	},
	{
		field: 'poNumber',
		source: 'Customer Identifier',
		target: 'PO Number',
		mode: 'ifEmpty',
		choices: ANY_MODE,
		note: "The customer's own identifier of the project",
		map: ({ customerIdentifier }) => cleanOf(customerIdentifier),
		equal: alikeExactly,
	},
	{
		field: 'paymentDays',
		source: 'Tag on the Customer',
		target: 'Payment Days',
		mode: 'off',
		choices: ANY_MODE,
		note: '"BV=30" becomes 30 days. Off: the terms of the client in Kleer apply',
		map: mapPaymentDays,
		equal: alikeNumber,
	},
	{
		field: 'dimensionEntries',
		source: 'Team',
		target: 'Categories',
		mode: 'onCreate',
		choices: ['always', 'onCreate', 'off'],
		note: 'By team, or one for all, as set-up says. Profit per unit needs it',
		map: mapDimensions,
	},
	{
		field: 'openingDate',
		source: 'Earliest Start of a Role',
		target: 'Opening Date',
		mode: 'always',
		choices: WITHOUT_MIRROR,
		note: 'Never moved later',
		map: ({ roles }) =>
			roles
				.map(({ startDate }) => startDate)
				.filter((date) => typeof date === 'string')
				.sort()[0],
		// A project that was opened earlier stays so.
		equal: (wanted, current) => String(current).slice(0, 10) <= String(wanted),
	},
	{
		field: 'closingDate',
		source: 'Latest End of a Role',
		target: 'Closing Date',
		mode: 'mirror',
		choices: ANY_MODE,
		note: 'A role without end: empty. It does not close the project: how that is done in Kleer is not published',
		map: mapClosingDate,
		equal: alikeDate,
	},
	{
		field: 'people',
		source: 'Role: Person',
		target: 'People',
		mode: 'always',
		choices: ON_OR_OFF,
		note: 'Users and subcontractors alike, by key. Those whom Kleer added stay; who is taken off a role too, unless set-up says otherwise',
		map: mapPeople,
	},
	{
		field: 'prices',
		source: 'Role: Rate',
		target: 'Prices',
		mode: 'always',
		choices: ON_OR_OFF,
		note: "Öre per hour, for that person and the activity of set-up. Only hourly rates above 0 in the project's currency; else Kleer's price stays. A subcontractor's tariff is the supplier price",
		map: (project, setup, remarks) =>
			setup.activityId === undefined || project.areRolesUnknown || project.currency === undefined
				? undefined
				: pricesOf(project, setup.today, ({ key }) => withoutPrefix(key, setup), remarks),
	},
] as const satisfies readonly ProjectRule[];

/**
 * Cinode → Kleer, projects, row by row (docs/field-rules.md#projects-cinode--kleer). The vendor's own table isn't public, so this one is
 * the reference.
 */
export const PROJECT_RULES: readonly ProjectRule[] = ROWS;

/** What the rows give, by field. */
export type ProjectValues = ValuesOf<typeof ROWS> & ProjectFurtherValues;

/** The rows of the table that have no field in Kleer. */
export const PROJECT_CONDITIONS: readonly ConditionRow[] = [
	{
		source: 'State, Pipeline, Stage',
		note: 'Pushed while it is Won, or open in a stage that set-up selected; then every change follows at once. Not eligible any more: nothing more is sent',
	},
	{
		source: 'Go-Live Date',
		note: 'Projects whose roles all ended before it are never created: they are in Kleer already',
	},
];
