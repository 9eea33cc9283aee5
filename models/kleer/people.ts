import {
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
	type Infer,
	type Reader,
} from '../decode';
import { distribution } from './distribution';

/** Kleer's people, as far as they are read. JSON keys are the XSD's names; money is in öre. */

export const kleerUser = object({
	id: required(id),
	'foreign-id': text,
	'internal-id': number,
	name: text,
	email: text,
	active: flag,
	dimensions: nullable(distribution),
});
export type KleerUser = Infer<typeof kleerUser.fields>;

const kleerUserSchedule = object({
	schedule: required(reference),
	'start-date': day,
	'end-date': day,
});

/** A salary from a day on, in öre. */
const kleerSalary = object({
	'monthly-salary': required(number),
	'monthly-salary-start-date': required(day),
});

const payrollFields = {
	user: required(reference),
	ssn: text,
	phone: text,
	'employment-start-date': day,
	/** Left out when the employment is open. */
	'employment-end-date': day,
	'monthly-salary': number,
	'monthly-salary-start-date': day,
	'tax-table': number,
	schedules: list(kleerUserSchedule),
	'dimension-entries': list(required(reference), 'dimension-entry'),
	'full-history-monthly-salaries': list(kleerSalary, 'full-history-monthly-salary'),
};
/** The rest of the row is kept for those who ask for it raw. */
export const kleerPayrollUser = object(payrollFields, true);
export type KleerPayrollUser = Infer<typeof payrollFields>;

/** One day of a person's schedule; a day off may have no level. A level of 1 is full time. */
export const kleerScheduleDay = object({
	date: required(day),
	'level-of-employment': number,
});
export type KleerScheduleDay = Infer<typeof kleerScheduleDay.fields>;

/** A user in a subcontractor: `{"id": n}`, a number, or `{"user": {"id": n}}`. */
const member: Reader<{ id: number } | null> = {
	matches: (value) => reference.matches(inUser(value)),
	read: (value, place) => reference.read(inUser(value), place),
};

function inUser(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'user' in value ? value.user : value;
}

/** A tie between a supplier and the users who work for it. */
export const kleerSubcontractor = object({
	id: required(id),
	'internal-id': number,
	supplier: reference,
	users: list(required(member)),
});
export type KleerSubcontractor = Infer<typeof kleerSubcontractor.fields>;

export const kleerSupplier = object({
	id: required(id),
	'foreign-id': text,
	name: text,
	email: text,
	orgno: text,
	'country-code': text,
	'vat-nr': text,
});
export type KleerSupplier = Infer<typeof kleerSupplier.fields>;
