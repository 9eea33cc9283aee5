import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/support/paths.mjs';
import { requestLog } from '../../scripts/test/requestLog.mjs';
import type { RecordedRequest } from '../sandbox/index.mts';
import { objections, type CinodeSpec } from './support/cinodeSpec.mts';

const specFile = join(root, '..', 'shared', 'specs', 'cinode-openapi-v0.1.json');

/** Kleer publishes no OpenAPI; these are the routes that its documentation and our facts know. */
const KLEER_ROUTES = [
	/^GET info$/,
	/^GET user$/,
	/^GET user\/me$/,
	/^GET user\/\d+$/,
	/^GET user\/foreign-id\/[^/]+$/,
	/^GET payroll\/user$/,
	/^GET payroll\/user\/\d+$/,
	/^GET payroll\/user\/\d+\/schedule\/\d{4}-\d\d-\d\d\/to\/\d{4}-\d\d-\d\d$/,
	/^GET subcontractor$/,
	/^GET supplier$/,
	/^GET supplier\/\d+$/,
	/^(GET|PUT) client$/,
	/^(GET|POST) client\/\d+$/,
	/^(GET|PUT) client-project$/,
	/^(GET|POST) client-project\/\d+$/,
	/^GET activity$/,
	/^GET dimension$/,
	/^GET dimension\/\d+\/entry$/,
];

const requests: RecordedRequest[] = existsSync(requestLog)
	? readFileSync(requestLog, 'utf8')
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line) as RecordedRequest)
	: [];

const notChecked = !existsSync(specFile)
	? "Cinode's specification isn't beside this checkout (../shared/specs)"
	: requests.length === 0
		? 'no tests before these recorded requests (npm test does)'
		: undefined;

/** Each kind of request once, with how often it was made; faults by kind are few where requests are many. */
function faultsBy(
	system: string,
	faultsOf: (request: RecordedRequest) => string[],
): Record<string, string[]> {
	const found = new Map<string, Set<string>>();
	for (const request of requests) {
		if (request.system !== system) continue;
		for (const fault of faultsOf(request)) {
			const known = found.get(request.route) ?? new Set();
			found.set(request.route, known.add(fault.replace(/\[\d+\]/g, '[]')));
		}
	}
	return Object.fromEntries([...found].map(([route, faults]) => [route, [...faults]]));
}

if (notChecked) {
	it(`the nodes' requests are not checked against the vendors' specifications: ${notChecked}`, () => {});
} else {
	describe(`${requests.length} requests of the nodes, as recorded in the tests`, () => {
		it('hold what they are checked for', () => {
			const routes = new Set(requests.map(({ route }) => route.split(' ')[0]));
			expect([...routes]).toEqual(expect.arrayContaining(['GET', 'POST', 'PATCH']));
		});

		it("agree with Cinode's OpenAPI document: path, verb, content type and body", () => {
			const spec = JSON.parse(readFileSync(specFile, 'utf8')) as CinodeSpec;
			expect(faultsBy('cinode', (request) => objections(spec, request))).toEqual({});
		});

		it("keep to Kleer's known paths, and ask for JSON", () => {
			// The credential test is tried with a base URL that lacks /v1, too.
			const isWrongBase = (path: string) => /^\/company\/\d+\/user\/me$/.test(path);
			const faultsOf = ({ method, path, contentType }: RecordedRequest) => {
				if (isWrongBase(path)) return [];
				const route = `${method} ${path.replace(/^\/v1\/company\/\d+\//, '')}`;
				const faults = KLEER_ROUTES.some((known) => known.test(route)) ? [] : ['not a known path'];
				return contentType === 'application/json' ? faults : [...faults, 'Kleer would answer in XML'];
			};
			expect(faultsBy('kleer', faultsOf)).toEqual({});
		});
	});
}
