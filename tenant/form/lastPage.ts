import { box, heading, link, page, remark, reportParts, type RunReport } from '../../reports';
import { counted } from '../../rules';
import type { Brought, Outcome } from '../bring';
import { inOneLine } from './found';

export interface Done extends Brought {
	title: string;
	/** Why nothing could be done at all. */
	failed?: string;
	/** Where each workflow is opened, by its id. */
	addresses: Record<string, string>;
}

/** The form's last page: what is there now, where, and what the dry run said. */
export function lastPage(done: Done, dryRun: { report?: RunReport; error?: string }): string {
	const { outcomes, stopped, failed, addresses, title } = done;
	// A published workflow whose new version n8n didn't publish.
	const half = outcomes.filter(({ action }) => action === 'failed').map(({ name }) => name);
	const said =
		failed ??
		stopped?.message ??
		(half.length > 0 ? `n8n did not take all of ${half.join(', ')}` : undefined);
	const problem = said === undefined ? undefined : sentence(inOneLine(said));
	return page(`Set-up: ${title}`, [
		problem
			? box(
					`${problem} ${outcomes.length > 0 ? 'What stands below is there already. ' : 'Nothing was made. '}Run the form again: it finds what is there and finishes.`,
				)
			: box(
					`${counted(outcomes.length, 'workflow')} ${outcomes.length === 1 ? 'is' : 'are'} there, with settings and references in place. None was published by this form, and new ones have Dry Run on.`,
					'good',
				),
		...outcomes.map((outcome) => link(outcome.name, addresses[outcome.id] ?? '', stateOf(outcome))),
		...outcomes.flatMap(({ edits, name }) =>
			edits.length > 0
				? [
						remark(
							`Kept in ${name}: ${edits.map(({ node, what }) => `${node} (${what.join(', ')})`).join('; ')}`,
						),
					]
				: [],
		),
		...(problem
			? []
			: [
					remark(
						'Next: put e-mail, Slack or Teams into “reports and alerts” and publish it; then, sync by sync, look at a dry run, switch Dry Run off, publish.',
					),
				]),
		...(dryRun.error
			? [heading('Dry run of users'), box(`The dry run ended with an error: ${dryRun.error}`)]
			: []),
		...(dryRun.report ? [heading(dryRun.report.title), ...reportParts(dryRun.report)] : []),
	]);
}

function stateOf({ action, isPublished, notes, unlinked }: Outcome): string {
	return [
		action,
		...(isPublished ? ['published'] : []),
		...(unlinked.length > 0 ? [`choose its credential: ${unlinked.join(', ')}`] : []),
		...notes,
	].join(' · ');
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
