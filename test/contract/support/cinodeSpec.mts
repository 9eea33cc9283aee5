import type { RecordedRequest } from '../../sandbox/index.mts';
import { faultsOf, type Schema, type Schemas } from './schema.mts';

interface Operation {
	requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
}

export interface CinodeSpec {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Schemas };
}

/** Cinode's log-in and its "who am I" are documented elsewhere. */
const OUTSIDE = ['/token', '/_whoami'];

/**
 * Routes that the document of v0.1 doesn't have: v0.2's tags (docs/vendors.md#cinode-customers), and updates of subcontractors,
 * which are made only where the server itself says that it allows them.
 */
const ELSEWHERE = [
	/^POST \/v0\.2\/companies\/\d+\/customers\/\d+\/tags$/,
	/^DELETE \/v0\.2\/companies\/\d+\/customers\/\d+\/tags\/\d+$/,
	/^(PATCH|PUT) \/v0\.1\/companies\/\d+\/subcontractors\/\d+$/,
];

/** What the published document says against a request; nothing where it agrees. */
export function objections(spec: CinodeSpec, request: RecordedRequest): string[] {
	const { method, path, body, contentType } = request;
	if (OUTSIDE.includes(path) || ELSEWHERE.some((known) => known.test(`${method} ${path}`))) return [];
	const template = Object.keys(spec.paths).find((one) => patternOf(one).test(path));
	const operations = template === undefined ? undefined : spec.paths[template];
	if (!operations) return ['the spec has no such path'];
	if (method === 'OPTIONS') return [];
	const operation = operations[method.toLowerCase()];
	if (!operation) return [`the spec has no ${method} there`];
	const content = operation.requestBody?.content;
	if (!content) return body === undefined ? [] : ['the spec has no body there'];
	if (body === undefined) return ['the body is missing'];
	const media = content[contentType];
	if (!media) return [`the spec has no content type ${contentType || '(none)'} there`];
	const isPatch = media.schema.$ref?.endsWith('/JsonPatchDocument');
	if (isPatch) return patchFaults(body, media.example);
	return faultsOf(body, media.schema, spec.components.schemas);
}

/** Path parameters are numbers in what the nodes call, but for webhooks' ids, which are UUIDs. */
function patternOf(template: string): RegExp {
	return new RegExp(`^${template.replace(/\{[^}]+\}/g, '(?:\\d+|[0-9a-f]{8}-[0-9a-f-]{27})')}$`);
}

interface PatchEntry {
	op?: unknown;
	path?: unknown;
	value?: unknown;
}

/**
 * The schema of a patch says little (it calls every value an object), but its example names every path that can be
 * changed, each with a value of the right type.
 */
function patchFaults(body: unknown, example: unknown): string[] {
	if (!Array.isArray(body) || body.length === 0) return ['a patch is a list of operations'];
	const allowed = new Map((example as PatchEntry[]).map(({ path, value }) => [path, value]));
	return (body as PatchEntry[]).flatMap(({ op, path, value, ...rest }, index) => {
		const at = `body[${index}]`;
		const faults = Object.keys(rest).map((name) => `${at}: '${name}' is unknown`);
		if (op !== 'replace') faults.push(`${at}: op isn't replace`);
		if (!allowed.has(path)) faults.push(`${at}: ${String(path)} can't be patched`);
		else if (value !== null && typeof value !== typeof allowed.get(path)) {
			faults.push(`${at}: ${String(path)} takes a ${typeof allowed.get(path)}, not a ${typeof value}`);
		}
		return faults;
	});
}
