/**
 * The demo's notes. A template's notes are for a tenant's first steps: that dry run is on, how often it runs and what
 * n8n keeps isn't so here. By the name of the note; a note that also holds in the demo has none here.
 */
const NOTES = {
	'Schedule Note': ({ often }) =>
		`### When\nIn this demo ${often}; as a template every five minutes, hourly or daily. Runs never overlap: a second one ends by itself.`,
	'Mapping Note': () =>
		'### What goes where\nEvery row of the field table with its mode. The **key** ties a record in Kleer to one in Cinode: never edit it on either side.\n\n**Rejected** records leave by the lower output with their reasons.',
	'Sync Note': ({ target }) =>
		`### Dry Run is off\nIn this demo everything is written to ${target} at once. A template only shows what would happen, until dry run is switched off.\n\nThe **safety brake** stops a run that would create more than 25 records or change many at once; it says how to let it through.`,
};

/** What the note that explains the whole workflow goes on with, after its title and first paragraph. */
const ABOUT = {
	sync: ({ often }) =>
		`**In this demo** it runs ${often} and writes. Change something on the sandbox's page and watch it arrive there; what each run did is under *Executions*, in **Report Page**.`,
	push: () =>
		"**In this demo** it is published, has its webhook in the simulated Cinode, and writes. Win a project on the sandbox's page and watch it arrive there; what each run did is under *Executions*, in **Report Page**.",
	catchUp: ({ often }) =>
		`**In this demo** it runs ${often}. It mends the webhook and hands over what a lost one missed.`,
	reports: () =>
		'**In this demo** it is published, and nobody is told: between **Alert** and **Alert Was Sent** you would put e-mail, Slack or Teams.\n\n**The last runs:** *Execute workflow* from **Show the Last Runs**, then open **Page of the Last Runs**.',
	setupCheck: () =>
		'**In this demo** press *Execute workflow* and open **Set-Up Page**: what is there, what is missing and what to do about it, for both simulated accounts. It only reads. Cinode shows all roles once a minute: wait that long between two runs.',
};
const KEEPS =
	'n8n keeps what these workflows did, since everybody here is invented; as templates they keep nothing.';

/**
 * Makes a workflow's notes say what is true in the demo.
 *
 * @param {any} workflow
 * @param {string} often e.g. "every 20 seconds"
 */
export function adaptNotes(workflow, often) {
	const kind = kindOf(workflow);
	const facts = { often, target: kind === 'push' ? 'Kleer' : 'Cinode' };
	for (const { type, name, parameters } of workflow.nodes) {
		if (type !== 'n8n-nodes-base.stickyNote') continue;
		if (name === 'About This Workflow') {
			const [title, first] = parameters.content.split('\n\n')[0].split('\n');
			const intro = first && !/^\d/.test(first) ? [title, first].join('\n') : title;
			parameters.content = [intro, ABOUT[kind](facts), KEEPS].join('\n\n');
		} else if (NOTES[name]) parameters.content = NOTES[name](facts);
	}
}

function kindOf({ nodes }) {
	const does = (operation) => nodes.some(({ parameters }) => parameters.operation === operation);
	if (does('checkSetup')) return 'setupCheck';
	if (does('getChanged')) return 'catchUp';
	if (does('alert')) return 'reports';
	return nodes.some(({ type }) => type.endsWith('.cinodeTrigger')) ? 'push' : 'sync';
}
