import type { FieldValue, Values } from '../../../rules';

/** A value by a field's name, where a test goes through many of them. */
export function valueOf({ values }: { values: Values }, field: string): FieldValue | undefined {
	return values[field];
}
