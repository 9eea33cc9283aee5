/**
 * Kleer's models as tables, in the order of its XSD (docs/vendors.md#kleer-models). One table serves reading as JSON,
 * reading as XML and checking what is written.
 */
export interface Field {
	name: string;
	kind:
		| 'string'
		| 'int'
		| 'decimal'
		| 'boolean'
		| 'date'
		| 'enum'
		/** Nested fields. */
		| 'object'
		/** A wrapper with repeated items: XML `<users><user/></users>`, JSON `"users":[…]`. */
		| 'list'
		/** Repeated items without a wrapper: XML `<dimension-entry/>…`, JSON `"dimension-entries":[…]`. */
		| 'repeat';
	optional?: boolean;
	/** Shown as null when unset, instead of left out. */
	nillable?: boolean;
	/** Name of one item, for lists. */
	item?: string;
	fields?: Field[];
	values?: string[];
}

type Kind = Field['kind'];
const field = (name: string, kind: Kind): Field => ({ name, kind });
const optional = (one: Field): Field => ({ ...one, optional: true });
const all = (kind: Kind, ...names: string[]): Field[] => names.map((name) => field(name, kind));
const choice = (name: string, ...values: string[]): Field => ({ name, kind: 'enum', values });
const object = (name: string, fields: Field[]): Field => ({ name, kind: 'object', fields });
const list = (name: string, item: string, fields: Field[]): Field => ({ name, kind: 'list', item, fields });

const id = field('id', 'int');
const reference = (name: string): Field => object(name, [id]);
const address = object('address', all('string', 'address1', 'address2', 'zip-code', 'state', 'country'));

const distribution: Field[] = [
	{
		name: 'dimension-entries',
		kind: 'repeat',
		item: 'dimension-entry',
		optional: true,
		fields: [id, optional(field('percentage', 'decimal'))],
	},
];

export const userFields: Field[] = [
	id,
	optional(field('foreign-id', 'string')),
	optional(field('internal-id', 'int')),
	...all('string', 'name', 'email'),
	field('active', 'boolean'),
	optional(reference('dimension-entry')),
	optional(object('dimensions', distribution)),
	optional(field('dimension-user-percentage', 'decimal')),
];

export const payrollFields: Field[] = [
	reference('user'),
	...all('string', 'ssn', 'address1', 'address2', 'zip-code', 'state', 'country-code', 'phone'),
	...all('int', 'tax-table', 'tax-table-column'),
	...all('decimal', 'tax-percentage', 'one-time-tax-percentage'),
	...all('string', 'clearing-nr', 'account-nr'),
	field('employment-start-date', 'date'),
	optional(field('employment-end-date', 'date')),
	optional(field('notes', 'string')),
	field('travel-reimbursement-per-mile', 'int'),
	...all('boolean', 'expense-allowance', 'fuel-benefit'),
	choice('monthly-salary-type', 'Next', 'Current'),
	field('monthly-salary', 'int'),
	optional(field('monthly-salary-start-date', 'date')),
	...all('int', 'monthly-salary-yearly-pension', 'hourly-salary'),
	optional(field('hourly-salary-start-date', 'date')),
	choice('variable-salary-type', 'Disabled', 'Provision', 'ProvisionWithVacation', 'Bonus'),
	choice('variable-salary-payout-type', 'Current', 'Next'),
	choice('variable-salary-input-type', 'Self', 'Other'),
	field('variable-salary-description', 'string'),
	choice('variable-salery-tax-type', 'Normal', 'OneTime'), // Misspelt by the vendor.
	field('variable-salery-provision-vacation-percentage', 'decimal'),
	field('provision', 'boolean'),
	choice('month-report-strategy', 'DontCreate', 'Create', 'CreateApproveSelf'),
	reference('manager-user'),
	field('workplace-number', 'string'),
	optional(field('vacationFixedDebtPercentage', 'decimal')),
	list('schedules', 'schedule', [
		reference('schedule'),
		optional(field('start-date', 'date')),
		optional(field('end-date', 'date')),
		field('comment', 'string'),
	]),
	list('dimension-entries', 'dimension-entry', [id]),
	list('vacation-entitlements', 'vacation-entitlement', [
		field('start-date', 'date'),
		field('entitlement', 'int'),
	]),
	list('children', 'child', [field('name', 'string'), field('birth-date', 'date')]),
	list('full-history-monthly-salaries', 'full-history-monthly-salary', [
		field('monthly-salary', 'int'),
		field('monthly-salary-start-date', 'date'),
	]),
];

export const scheduleDayFields: Field[] = [
	field('date', 'date'),
	// Required by the XSD, but left out for days without work (docs/field-rules.md, "a day without level").
	optional(field('level-of-employment', 'decimal')),
	...all('decimal', 'gross-hours', 'net-hours', 'actual-hours'),
];

/** subcontractor-writeable: the link alone, a subcontractor has no name of its own. */
export const subcontractorWriteFields: Field[] = [reference('supplier'), list('users', 'user', [id])];

export const subcontractorFields: Field[] = [id, field('internal-id', 'int'), ...subcontractorWriteFields];

export const supplierFields: Field[] = [
	id,
	...all('string', 'foreign-id', 'name'),
	address,
	field('email', 'string'),
	...all('int', 'plusgiro', 'bankgiro'),
	optional(field('orgno', 'string')),
	field('swedish-bank-account', 'string'),
	...all(
		'string',
		'international-bank-account-with-routing',
		'international-bank-account-with-account-number',
		'international-bank-account-via-intermediary',
		'international-bank-account-in-russia-in-rub',
		'norwegian-bank-account',
	).map(optional),
	field('iban', 'string'),
	optional(reference('user')),
	...all('string', 'our-reference', 'country-code', 'vat-nr').map(optional),
	optional(field('account-nr', 'int')),
	optional(reference('bank-account')),
];

export const clientFields: Field[] = [
	id,
	...all('string', 'foreign-id', 'name', 'contact'),
	address,
	field('email', 'string'),
	// Free strings, and so is delivery-type: they keep their text, where enumerations become UPPER_SNAKE.
	optional(field('client-type', 'string')),
	field('country-code', 'string'),
	...all('string', 'currency-type', 'notes').map(optional),
	...all('int', 'accountnr', 'payment-days'),
	...all('string', 'orgno', 'phone'),
	reference('user'),
	...all('string', 'delivery-type', 'vat-nr', 'gln').map(optional),
	optional(object('edi-recipient', [field('name', 'string')])),
	optional(field('fetch-edi-recipient', 'boolean')),
	{ ...optional(reference('template')), nillable: true },
	optional(reference('approver')),
	optional(list('dimension-entries', 'dimension-entry', [id])),
	optional(list('client-broker', 'client-broker', [id])),
	optional(field('active', 'boolean')),
];

export const deliveryTypeFields: Field[] = [field('name', 'string'), field('default', 'boolean')];

export const dimensionFields: Field[] = [
	id,
	optional(field('foreign-id', 'string')),
	...all('string', 'name', 'description'),
	field('active', 'boolean'),
];

export const dimensionEntryFields: Field[] = [
	id,
	optional(field('foreign-id', 'string')),
	...all('string', 'name', 'description'),
	optional(field('start-date', 'date')),
	optional(field('end-date', 'date')),
	field('active', 'boolean'),
];

export const companyFields: Field[] = [
	...all('string', 'name', 'orgno', 'accounting-currency'),
	optional(field('bankgiro', 'int')),
	field('supplier-invoice-email', 'string'),
];

export const savedFields: Field[] = [optional(id)];
export const errorFields: Field[] = [field('message', 'string')];
