import {
	isPrivateText,
	maskPersonalNumbers,
	maskPrivateText,
	namingValues,
	valuesIn,
	withoutValues,
	type FieldValue,
	type MappedRecord,
} from '../../rules';
import { VendorError } from '../../base/errors';
import type { Change, SyncResult } from '../contract/result';
import type { Plan, PlannedChange } from '../contract/plan';

/** What stands for a sensitive value in results, reports and errors (docs/decisions.md#sensitive). */
const MASKED = 'changed';

/** A text about a record without what isn't for everybody; where the identity is protected, without any of its values. */
export function tellable(text: string, { isProtected, values }: MappedRecord): string {
	const masked = maskPrivateText(text);
	if (!isProtected) return masked;
	return withoutValues(masked, namingValues(values));
}

/** The result of a plan; sensitive values are masked unless they shall be shown. */
export function resultOf(plan: Plan, showSensitive: boolean, more: Partial<SyncResult> = {}): SyncResult {
	return {
		// In the order in which people read n8n's table.
		label: maskPersonalNumbers(plan.record.label),
		action: plan.action,
		...(plan.reason ? { reason: tellable(plan.reason, plan.record) } : {}),
		...(plan.reasonCode ? { reasonCode: plan.reasonCode } : {}),
		changes: plan.changes.map((change) =>
			maskChange(change, showSensitive, plan.record.isProtected === true),
		),
		warnings: [...plan.record.warnings, ...plan.warnings].map((text) => tellable(text, plan.record)),
		key: plan.record.key,
		targetId: plan.target?.id ?? null,
		scheme: plan.record.scheme,
		...(plan.record.sourceId === undefined ? {} : { sourceId: plan.record.sourceId }),
		...more,
	};
}

/** A value that is sensitive, or a text that holds what isn't for everybody, is "changed" on both sides. */
function maskChange(
	{ field, from, to, sensitive }: PlannedChange,
	show: boolean,
	isProtected: boolean,
): Change {
	if (isProtected) return { field, from: MASKED, to: MASKED };
	const isPrivate = sensitive || [from, to].some(isPrivateValue);
	return isPrivate && !show ? { field, from: MASKED, to: MASKED } : { field, from, to };
}

function isPrivateValue(value: FieldValue): boolean {
	return valuesIn(value).some((one) => typeof one === 'string' && isPrivateText(one));
}

/**
 * What is told of an error. The vendor's words may quote any value of the record, in any way of writing; our own hold
 * none that are sensitive.
 */
export function withoutSensitive(error: Error, plan: Plan): string {
	const { message } = error;
	const { record, changes } = plan;
	const changed = changes.flatMap(({ from, to }) => valuesIn([from, to]));
	const all = [...valuesIn(record.values), ...changed];
	if (record.isProtected) return tellable(withoutValues(message, all), record);
	if (!(error instanceof VendorError)) return maskPrivateText(withoutValues(message, all));
	const sensitive = changes
		.filter((change) => change.sensitive)
		.flatMap(({ from, to }) => valuesIn([from, to]));
	const { said } = error;
	// Words that can't be told from our own are taken for the vendor's.
	const [from, to] = said && message.includes(said) ? [said, withoutValues(said, all)] : ['', ''];
	const told = from ? message.split(from).join(to) : said ? withoutValues(message, all) : message;
	return maskPrivateText(withoutValues(told, sensitive));
}

/** An error that leaves the run, without the values of the record in its message and stack. */
export function errorWithoutSensitive(error: unknown, plan: Plan): unknown {
	if (!(error instanceof Error)) return error;
	const message = withoutSensitive(error, plan);
	if (message === error.message) return error;
	if (!(error instanceof VendorError)) return new Error(message);
	const { vendor, kind, httpStatus, advice } = error;
	return new VendorError(vendor, kind, message, { status: httpStatus, advice });
}
