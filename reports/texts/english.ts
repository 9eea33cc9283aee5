import { LEFT_OUT, REASON_CODES, SCHEMES, counted, type ReasonCode, type Scheme } from '../../rules';
import { LOOK_UP_ENGLISH } from './lookUpEnglish';

/**
 * What pages and messages say, and what they call things. A text stands beside its code, so that nothing has to be read
 * out of a sentence. Every other language has the same texts: its type says so.
 */
export const ENGLISH = {
	/** What became of a record, and in a dry run what would; in the order in which they are told and drawn. */
	actions: {
		created: { did: 'created', would: 'would be created' },
		linked: { did: 'linked', would: 'would be linked' },
		updated: { did: 'updated', would: 'would be updated' },
		unchanged: { did: 'unchanged', would: 'unchanged' },
		skipped: { did: 'skipped', would: 'would be skipped' },
		deferred: { did: 'deferred', would: 'would be deferred' },
		drift: { did: 'drift', would: 'drift' },
		conflict: { did: 'conflict', would: 'conflict' },
		rejected: { did: 'rejected', would: 'rejected' },
		failed: { did: 'failed', would: 'failed' },
	},
	statuses: {
		quiet: { did: 'Nothing to do', would: 'Nothing to do' },
		changed: { did: 'Done', would: 'Something would change' },
		attention: { did: 'Needs a person', would: 'Needs a person' },
		stopped: { did: 'Stopped by the safety brake', would: 'The safety brake would stop it' },
		notRun: { did: 'Did not run', would: 'Did not run' },
	},
	/** What a person may have to look at, and what to do about it. */
	kinds: {
		rejected: {
			name: 'Rejected',
			todo: (source: string) => `Correct it in ${source}; the next run takes it up`,
		},
		conflict: { name: 'Conflict', todo: () => 'Decide which record is meant, and correct the other one' },
		failed: {
			name: 'Failed',
			todo: () => 'It is tried again by itself, less and less often; if it stays, do what the vendor says',
		},
		drift: {
			name: 'Drift',
			todo: (_source: string, target: string) => `Correct it in ${target} by hand: its API can’t`,
		},
		deferred: { name: 'Deferred', todo: () => 'Nothing: it comes first in the next run' },
		warning: {
			name: 'Warning',
			todo: (_source: string, _target: string, isDryRun: boolean) =>
				`Look at it once; everything else ${isDryRun ? 'would be written' : 'was written'}`,
		},
	},
	reasons: REASON_CODES as Record<ReasonCode, string>,
	/** Why set-up leaves a record out. */
	leftOutKinds: {
		outOfScope: LEFT_OUT.outOfScope.why,
		privatePersons: LEFT_OUT.privatePersons.why,
		protected: LEFT_OUT.protected.why,
		subcontractors: LEFT_OUT.subcontractors.why,
		users: LEFT_OUT.users.why,
	},
	schemes: {
		users: SCHEMES.users.title,
		subcontractors: SCHEMES.subcontractors.title,
		customers: SCHEMES.customers.title,
		projects: SCHEMES.projects.title,
	} as Record<Scheme, string>,

	/** The page of one record. */
	lookUp: LOOK_UP_ENGLISH,

	yes: 'yes',
	no: 'no',
	tenths: (value: number) => value.toFixed(1),
	andMore: (count: number) => `and ${count} more`,
	runs: (count: number) => counted(count, 'run'),
	toCinode: (count: number) => `${counted(count, 'request')} to Cinode`,
	toKleer: (count: number) => `${counted(count, 'request')} to Kleer`,
	/** After the requests to Cinode. */
	furtherToKleer: (count: number) => `${count} to Kleer`,
	leftToday: (count: number) => `${count} left today`,
	moreLines: (count: number) => `and ${counted(count, 'more line')}, which the report’s data hold`,

	// A run's title.
	oneRecord: (scheme: string) => `${scheme}, one record`,
	dryRunOf: (scheme: string) => `Dry run, ${scheme}`,
	nothingDone: (why: string) => `nothing done. ${why}`,
	stoppedNothingWritten: 'stopped by the safety brake, nothing was written',
	brakeWouldStop: 'the safety brake would stop it',
	nothingChanged: { did: 'nothing changed', would: 'nothing would change' },

	// A run's page and message.
	dryRunNothingWritten: 'dry run: nothing was written',
	toLookAt: 'To look at',
	changes: { did: 'What changed', would: 'What would change' },
	leftOut: 'Left out, and why',
	cost: 'What it cost',
	lastRunsOf: (count: number) => `The last ${counted(count, 'run')}`,
	who: 'Who',
	what: 'What',
	why: 'Why',
	whatToDo: 'What to do',
	howMany: 'How many',
	action: 'Action',
	fields: 'Fields',
	asBefore: 'as before',
	dailyCompare: (done: number, waiting: number) => `daily compare: ${done} done, ${waiting} waiting`,
	stopped: { did: 'Stopped', would: 'Would be stopped' },
	note: 'Note',
	keepsData: (successful: boolean, failed: boolean, manual: boolean) => {
		const kept = [
			...(successful ? ['successful'] : []),
			...(failed ? ['failed'] : []),
			...(manual ? ['manual'] : []),
		];
		return (
			`n8n may keep this workflow's ${kept.join(', ')} executions, with salaries and personal numbers in them. In the ` +
			"workflow's Settings choose not to save them, and delete those that were kept"
		);
	},

	// Charts.
	noRecords: 'No records.',
	grounds: { calm: 'nobody needed', person: 'needs a person', dry: 'dry run: what would be' },

	// The page of the last runs.
	runsTitle: 'Runs',
	noRuns: 'No run has been reported yet.',
	lastRuns: 'The last runs',
	lastRunsIn: (workflow: string, count: number) => `${workflow}, the last ${counted(count, 'run')}`,
	when: 'When',
	ended: 'Ended',
	records: 'Records',
	whichAndWhy: 'Which, and why',
	requests: 'Requests',
	leftTodayHead: 'Left today',
	time: 'Time',
	allAlike: 'all alike',
	dryRun: 'dry run',
	theLastOne: 'the last one',
	safetyBrake: 'Safety brake',

	// Alerts.
	wellAgainTitle: (name: string) => `${name}: well again`,
	runWellAgainTitle: (title: string) => `${title} – well again`,
	allWellAgain: (workflow: string) => `Everything in **${workflow}** is well again.`,
	brakeHoldsNothing: 'The safety brake holds nothing any more.',
	wellAgain: (names: string) => `Well again: ${names}.`,
	brakeStoppedRun: 'The safety brake stopped the run',
	stoppedByBrakeTitle: (workflow: string) => `${workflow}: stopped by the safety brake`,
	needPersonTitle: (workflow: string, count: number) =>
		`${workflow}: ${counted(count, 'record needs', 'records need')} a person`,
	aWorkflow: 'A workflow',
	saysNoMore: 'n8n says no more',
	crashTitle: (workflow: string) => `${workflow} stopped`,
	crashText: (workflow: string, message: string) => `**${workflow}** stopped: ${message}`,
	runsAgainTitle: (workflow: string) => `${workflow} runs again`,
	runsAgainText: (workflow: string) => `**${workflow}** runs again.`,
	overdueTitle: (workflow: string, at: string) => `${workflow}: no good run since ${at}`,
	overdueText: (workflow: string, at: string, intervals: number) =>
		`**${workflow}** last did its work at ${at}, and should have done so again ${intervals} times ` +
		'since. *Is it still published in n8n? Run it by hand and open its Report Page: it may be ending without having ' +
		'read anything. If it was switched off on purpose, nothing needs to be done.*',
};
