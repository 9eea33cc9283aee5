/** Kleer sends "" for unset strings. */
export function textOrNull(value: string | null | undefined): string | null {
	return value?.trim() || null;
}

export function numberOrNull(value: number | string | null | undefined): number | null {
	const number = Number(value);
	return value === undefined || value === null || value === '' || Number.isNaN(number) ? null : number;
}
