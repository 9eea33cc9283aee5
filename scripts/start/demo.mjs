import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../support/paths.mjs';
import { adaptNotes } from './notes.mjs';

/** Short enough to watch; templates themselves run every five minutes or less often. */
const EVERY_SECONDS = 20;
/** Cinode answers the search of roles once a minute. */
const CATCH_UP_SECONDS = 65;

/** Ids and names as the sandbox has them (test/sandbox/seed). */
const SWEDISH = 1;
const SEK = 1;
const STOCKHOLM = 301;
const OFFICES_BY_CATEGORY = [
	{ category: '4101|Stockholm', locationId: STOCKHOLM },
	{ category: '4102|Göteborg', locationId: 302 },
	{ category: '4103|Malmö', locationId: 303 },
];
const SKILLS = ['4201|Backend', '4202|Frontend', '4203|Data', '4204|UX', '4205|Projektledning'];
const INDUSTRIES = ['4501|Industri', '4502|Offentlig sektor', '4503|Tjänster', '4504|Handel'];
const CONSULTING = 220_001;
const GO_LIVE = '2025-01-01T00:00:00';

const tags = (categories) => ({ rows: categories.map((category) => ({ category })) });

/** What a consultant would choose for this company, so that each change shows. */
const MAPPER = {
	users: {
		languageId: SWEDISH,
		currencyId: SEK,
		locationId: STOCKHOLM,
		officesByCategory: { rows: OFFICES_BY_CATEGORY },
		permissions: [200],
		categoryTags: tags(SKILLS),
	},
	subcontractors: { languageId: SWEDISH, currencyId: SEK, locationId: STOCKHOLM },
	customers: { categoryTags: tags(INDUSTRIES) },
	projects: { activityId: CONSULTING, goLiveDate: GO_LIVE },
};
const SYNC = {
	user: { dryRun: false },
	subcontractor: { dryRun: false },
	// Some customers are in Cinode under their name only, and what becomes inactive shall show.
	customer: { dryRun: false, linkByName: true, inactive: 'setInactive' },
	clientProject: { dryRun: false },
};

/**
 * The templates, changed so that the demo shows something: they write, they run every few seconds, and n8n keeps what
 * happened, which is fine for made-up people. Their notes say so.
 *
 * @returns {Promise<any[]>} those that others refer to first
 */
export async function demoWorkflows() {
	const folder = join(root, 'workflows');
	// All that the set-up form would make is in the demo already.
	const names = (await readdir(folder)).filter((name) => name.endsWith('.json') && name !== 'set-up.json');
	const workflows = await Promise.all(
		names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))),
	);
	workflows.forEach(adapt);
	return workflows.sort((a, b) => rank(a) - rank(b));
}

function adapt(workflow) {
	for (const { parameters } of workflow.nodes) {
		if (parameters.operation === 'map') Object.assign(parameters, MAPPER[parameters.scheme]);
		if (parameters.operation === 'sync') Object.assign(parameters, SYNC[parameters.resource]);
		if (parameters.operation === 'getChanged') parameters.goLiveDate = GO_LIVE;
	}
	const isCatchUp = workflow.nodes.some(({ parameters }) => parameters.operation === 'getChanged');
	const seconds = isCatchUp ? CATCH_UP_SECONDS : EVERY_SECONDS;
	for (const node of workflow.nodes) {
		if (node.type !== 'n8n-nodes-base.scheduleTrigger') continue;
		node.parameters.rule = { interval: [{ field: 'seconds', secondsInterval: seconds }] };
		rename(workflow, node, isCatchUp ? 'Every Minute' : `Every ${seconds} Seconds`);
	}
	adaptNotes(workflow, isCatchUp ? 'about every minute' : `every ${seconds} seconds`);
	Object.assign(workflow.settings, {
		saveManualExecutions: true,
		saveDataSuccessExecution: 'all',
		saveDataErrorExecution: 'all',
	});
}

/** Connections are by the node's name. */
function rename(workflow, node, name) {
	workflow.connections[name] = workflow.connections[node.name];
	delete workflow.connections[node.name];
	node.name = name;
}

/** The workflow that all report to comes first, then what others call. */
function rank(workflow) {
	const has = (type) => workflow.nodes.some((node) => node.type === `n8n-nodes-base.${type}`);
	return has('errorTrigger') ? 0 : has('executeWorkflowTrigger') ? 1 : 2;
}

/** Only a person starts these: n8n refuses to publish the one, and the other would open its form to anybody. */
const BY_HAND = ['n8n-nodes-base.manualTrigger', 'n8n-nodes-base.formTrigger'];

/** Whether anything but a person starts it. */
export function canBePublished(workflow) {
	return workflow.nodes.some(
		(node) => /trigger$/i.test(node.type) && !BY_HAND.includes(node.type) && !node.disabled,
	);
}
