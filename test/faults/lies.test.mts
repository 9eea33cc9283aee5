import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { full } from '../extent.mts';
import { later } from '../integration/support/clock.mts';
import { Story } from '../integration/border/story.mts';
import { LIES, type Lie } from '../sandbox/lies.mts';

/**
 * Every route that a template reads × everything that comes with 2xx and isn't what was asked for, in steady state and at
 * first contact. After two healthy runs all is as if nothing had been said: no record twice, and none of the wrong kind.
 */

vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 200)),
}));

interface Route {
	system: 'kleer' | 'cinode';
	method: 'GET' | 'POST';
	path: string;
	isList: boolean;
	/** What `without` leaves out. */
	keys: string[];
}

const kleer = (path: string, keys: string[], isList = true): Route => ({
	...{ system: 'kleer', method: 'GET', path: `/company/\\d+${path}$`, isList, keys },
});
const cinode = (path: string, keys: string[], isList: boolean, method: Route['method'] = 'GET'): Route => ({
	...{ system: 'cinode', method, path: `/companies/\\d+${path}$`, isList, keys },
});

const ROUTES: Route[] = [
	kleer('/user', ['email']),
	kleer('/payroll/user', ['ssn']),
	kleer('/payroll/user/\\d+/schedule/.*', ['level-of-employment']),
	kleer('/subcontractor', ['supplier']),
	kleer('/supplier', ['orgno']),
	kleer('/dimension', ['name']),
	kleer('/dimension/\\d+/entry', ['name']),
	kleer('/client', ['currency-type']),
	kleer('/client-project', ['users']),
	kleer('/info', ['accounting-currency'], false),
	cinode('/users', ['internalIdentifier'], true),
	cinode('/users/search', ['internalIdentifier'], false, 'POST'),
	cinode('/users-full/\\d+', ['phone'], false),
	cinode('/subcontractors', ['internalIdentifier'], true),
	cinode('/subcontractors/\\d+', ['phone'], false),
	cinode('/tags', ['name'], true),
	cinode('/currencies', ['currencyCode'], true),
	cinode('/customers/extended', ['identification'], true),
	cinode('/customers/search', ['identification'], false, 'POST'),
	cinode('/customers/\\d+', ['addresses'], false),
	cinode('/projects/\\d+', ['contractValue'], false),
	cinode('/projects/\\d+/roles/\\d+', ['contractType'], false),
];

/** Kinds that no reader may take for an answer, on lists and details. */
const NEVER: Lie[] = ['truncate', 'text', 'html', 'message'];
/** Kleer's own ways to say that there is none: at first contact nothing contradicts it. */
const MAY_BE_TRUE: Lie[] = ['object', 'array', 'half', 'without'];

type When = 'in steady state' | 'at first contact';
type Case = [route: string, lie: Lie, when: When, what: Route];

const CASES: Case[] = ROUTES.flatMap((what) =>
	LIES.flatMap((lie) =>
		(['in steady state', 'at first contact'] as const).flatMap((when): Case[] => {
			const isUnknowable = when === 'at first contact' && MAY_BE_TRUE.includes(lie) && what.isList;
			return isUnknowable
				? []
				: [
						[
							`${what.method} ${what.path
								.replace(/^\/compan(y|ies)\/\\d\+/, '')
								.replace('$', '')
								.replaceAll('\\d+', ':id')}`,
							lie,
							when,
							what,
						],
					];
		}),
	),
);

/** In full all of them; else a share of them, spread over routes and lies. */
const CHOSEN = full ? CASES : CASES.filter((_, index) => index % 41 === 0);

let undisturbed: Record<When, unknown>;

/** The same days without a lie. */
async function told(
	when: When,
	tell: (story: Story) => void,
): Promise<{ story: Story; errors: string[]; text: string }> {
	// Every story begins on the same day.
	vi.restoreAllMocks();
	const story = await Story.begin();
	if (when === 'in steady state') await story.run();
	story.change();
	tell(story);
	later(60 * 26);
	const { errors, text } = await story.run();
	story.tenant.sandbox.faults.clear();
	for (let run = 0; run < 2; run++) {
		later(60 * 26);
		await story.run();
	}
	return { story, errors, text };
}

beforeAll(async () => {
	const end = async (when: When) => {
		const { story } = await told(when, () => {});
		const state = story.end();
		await story.stop();
		return state;
	};
	undisturbed = {
		'in steady state': await end('in steady state'),
		'at first contact': await end('at first contact'),
	};
});

afterAll(() => void vi.restoreAllMocks());

describe('an answer that isn’t what was asked for', () => {
	it.each(CHOSEN)('%s: %s, %s', async (_route, lie, when, { system, method, path, keys, isList }) => {
		let hits = 0;
		const { story, errors, text } = await told(when, ({ tenant }) => {
			tenant.sandbox.faults.add({ system, method, path, kind: 'lie', lie, keys });
			tenant.sandbox.onRequest((phase, request) => {
				if (phase === 'before' && request.system === system && new RegExp(path).test(request.path)) hits++;
			});
		});
		try {
			expect(errors.filter((error) => error.includes('TypeError'))).toEqual([]);
			expect(story.end()).toEqual(undisturbed[when]);
			const isAlwaysWrong = NEVER.includes(lie) || (!isList && ['empty', '204', 'null'].includes(lie));
			// A reply that no node asked for, or asked for without need, isn't told.
			if (hits > 0 && isAlwaysWrong && !/info/.test(path)) {
				expect(errors.join() + text).toMatch(/instead of|shows \d+/);
			}
		} finally {
			await story.stop();
		}
	});
});
