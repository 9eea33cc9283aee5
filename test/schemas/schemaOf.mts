/** A JSON schema as n8n's editor reads it from a node's `__schema__`: types alone, never a value. */
export interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

const typeOf = (value: unknown): string =>
	value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** What all samples look like: every key that one of them has, with the types that were seen. */
export function schemaOf(samples: unknown[]): Schema {
	const types = [...new Set(samples.map(typeOf))].sort();
	// Empty says nothing where it was filled elsewhere; the editor takes one type, and text says the least.
	const filled = types.filter((one) => one !== 'null');
	const type = filled.length > 1 ? 'string' : (filled[0] ?? 'null');
	const objects = samples.filter((one): one is Record<string, unknown> => typeOf(one) === 'object');
	const keys = [...new Set(objects.flatMap((one) => Object.keys(one)))].sort();
	const elements = samples.flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : []));
	return {
		type,
		...(keys.length > 0
			? {
					properties: Object.fromEntries(
						keys.map((key) => [key, schemaOf(objects.filter((one) => key in one).map((one) => one[key]))]),
					),
				}
			: {}),
		...(elements.length > 0 ? { items: schemaOf(elements) } : {}),
	};
}
