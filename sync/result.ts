import { patternOfPersonsNumber, type FieldValue } from '../rules';
import { VendorError } from './errors';
import type { Change, Plan, PlannedChange, SyncResult } from './types';

/** What stands for a sensitive value in results, reports and errors (design.md 3, Sensitive). */
export const MASKED = 'changed';

/** The result of a plan; sensitive values are masked unless they shall be shown. */
export function resultOf(plan: Plan, showSensitive: boolean, more: Partial<SyncResult> = {}): SyncResult {
	return {
		// In the order in which people read n8n's table.
		label: plan.record.label,
		action: plan.action,
		...(plan.reason ? { reason: plan.reason } : {}),
		changes: plan.changes.map((change) => maskChange(change, showSensitive)),
		warnings: [...plan.record.warnings, ...plan.warnings],
		key: plan.record.key,
		targetId: plan.target?.id ?? null,
		scheme: plan.record.scheme,
		...(plan.record.sourceId === undefined ? {} : { sourceId: plan.record.sourceId }),
		...more,
	};
}

function maskChange({ field, from, to, sensitive }: PlannedChange, show: boolean): Change {
	return sensitive && !show ? { field, from: MASKED, to: MASKED } : { field, from, to };
}

/** A vendor's message may repeat what was sent: values of sensitive fields are taken out of it. */
export function withoutSensitive(message: string, plan: Plan): string {
	const values = plan.changes
		.filter(({ sensitive }) => sensitive)
		.flatMap(({ from, to }) => [from, to])
		.filter((value): value is Exclude<FieldValue, null> => value !== null && String(value).length > 1)
		.map(String)
		// The longest first: a shorter one may be a part of it.
		.sort((a, b) => b.length - a.length);
	return values.reduce((text, value) => {
		const anySpelling = patternOfPersonsNumber(value);
		const masked = text.replaceAll(value, '•••');
		return anySpelling ? masked.replace(anySpelling, '•••') : masked;
	}, message);
}

/** An error that leaves the run, without the values of sensitive fields in its message and stack. */
export function errorWithoutSensitive(error: unknown, plan: Plan): unknown {
	if (!(error instanceof Error)) return error;
	const message = withoutSensitive(error.message, plan);
	if (message === error.message) return error;
	if (!(error instanceof VendorError)) return new Error(message);
	const { vendor, kind, httpStatus, advice } = error;
	return new VendorError(vendor, kind, message, { status: httpStatus, advice });
}
