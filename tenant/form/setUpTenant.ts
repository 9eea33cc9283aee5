import type { Scheme } from '../../rules';
import { bring, type Brought } from '../bring';
import type { N8nApi } from '../n8nApi';
import { readBack, type ReadBack } from '../readBack';
import { renderTenant } from '../render';
import type { Tenant } from '../types';
import { CHOSEN } from './common';
import { FURTHER } from './pages';
import { answerOf, withAnswers, type Question } from './questions';

/** A credential that was chosen in the set-up workflow; the tenant's workflows get the same one. */
export interface ChosenCredential {
	id: string;
	name: string;
}

/** What the form knows after it has looked. */
export interface Looked {
	setUp: ReadBack;
	credentials: { kleer: ChosenCredential; cinode: ChosenCredential };
	/** Whether this tenant can have subcontractors. */
	hasSubcontractors: boolean;
	questions: Record<'people' | 'customers' | 'projects', Question[]>;
}

/** What was answered on each page; a page that wasn't shown says nothing. */
export interface Answers {
	looked: Looked;
	people: Record<string, unknown>;
	customers?: Record<string, unknown>;
	projects?: Record<string, unknown>;
	/** Whether what people changed by hand stays. */
	keepsEdits?: boolean;
}

/** Renders what was answered and brings it into n8n, or says what that would do. */
export async function setUpTenant(api: N8nApi, answers: Answers, dryRun: boolean): Promise<Brought> {
	const { looked, keepsEdits = true } = answers;
	const { credentials } = looked;
	const wanted = renderTenant(tenantOf(answered(answers), credentials));
	const before = readBack(await api.workflows(), credentials.kleer.id, CHOSEN);
	return await bring(api, {
		tag: looked.setUp.tag,
		rendered: wanted,
		dryRun,
		credentials: [
			{ ...credentials.kleer, type: 'kleerApi' },
			{ ...credentials.cinode, type: 'cinodeApi' },
		],
		...(before && keepsEdits ? { base: renderTenant(tenantOf(before, credentials)) } : {}),
	});
}

/** The set-up with all answers in it. */
function answered({ looked, people, ...pages }: Answers): ReadBack {
	const { questions, setUp } = looked;
	const further = questions.people.find(({ name }) => name === FURTHER);
	const asked = (further ? answerOf(further, people) : []) as Scheme[];
	const on: Scheme[] = ['users', ...(looked.hasSubcontractors ? ['subcontractors' as const] : []), ...asked];
	let result = structuredClone(setUp);
	// What isn't asked for now is left alone in n8n.
	result.schemes = Object.fromEntries(
		on.map((scheme) => [scheme, { dryRun: true, ...setUp.schemes[scheme] }]),
	);
	result = withAnswers(result, questions.people, people);
	if (asked.includes('customers')) result = withAnswers(result, questions.customers, pages.customers ?? {});
	if (asked.includes('projects')) result = withAnswers(result, questions.projects, pages.projects ?? {});
	return result;
}

function tenantOf(setUp: ReadBack, { kleer, cinode }: Looked['credentials']): Tenant {
	const { name, tag, timeZone, reportLanguage, schedules, company, schemes } = setUp;
	return {
		name,
		tag,
		timeZone,
		reportLanguage,
		schedules,
		companies: [{ name: company, kleerCredential: kleer.name, cinodeCredential: cinode.name, schemes }],
	};
}
