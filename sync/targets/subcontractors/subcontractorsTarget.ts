import { rowsOf, type MappedSubcontractor } from '../../../rules';
import { attempt } from '../../../base/attempt';
import { VendorError, isAnswerLost } from '../../../base/errors';
import { PERSON_LINKS, confirmingEmail, confirmingName } from '../people';
import {
	changeOf,
	creationBody,
	creationChanges,
	differences,
	patchOperation,
	presentValues,
	type Difference,
	type PatchOperation,
} from '../shared/differences';
import { notKept, unkeptDrift, withoutUnkept } from '../shared/kept';
import { fieldName } from '../shared/fieldName';
import type { Match } from '../../contract/match';
import type { ListedTarget } from '../../contract/listedTarget';
import type { Applied, Known, Plan, PlannedChange } from '../../contract/plan';
import type { UnlistedQuery, SchemeTarget } from '../../contract/schemeTarget';
import { USER_TYPES } from '../../../models/cinode/codes';
import { listedUser } from '../users/usersTarget';
import {
	SUBCONTRACTOR_FIELDS,
	listedSubcontractor,
	type CinodeSubcontractor,
	type CinodeSubcontractorsApi,
} from './cinodeSubcontractor';

/** What to send for one subcontractor. */
export type SubcontractorPayload = { create: Record<string, unknown> } | { patch: PatchOperation[] };

const ROWS = rowsOf('subcontractors');

/** Cinode's subcontractors as the target of a sync (docs/field-rules.md#subcontractors-kleer--cinode; docs/vendors.md#cinode-subcontractors). */
export class SubcontractorsTarget implements SchemeTarget<SubcontractorPayload> {
	readonly scheme = 'subcontractors' as const;
	readonly links = PERSON_LINKS;
	readonly driftFields = [...new Set(ROWS.map(({ target }) => target))];
	private canPatch?: Promise<boolean>;

	/** @param newPassword Makes a random password; it is sent once and kept nowhere. */
	constructor(
		private readonly api: CinodeSubcontractorsApi,
		private readonly newPassword: () => string,
	) {}

	fieldName(name: string): string {
		return fieldName(name, ROWS);
	}

	async list(): Promise<ListedTarget[]> {
		return (await this.api.listSubcontractors()).map(listedSubcontractor);
	}

	/**
	 * Users who carry a newcomer's key or e-mail: nobody is both. Cinode has no search for subcontractors, so a list
	 * that lacks one it has shown is read once more.
	 */
	async findUnlisted({ newcomers, vanished }: UnlistedQuery<MappedSubcontractor>): Promise<ListedTarget[]> {
		if (newcomers.length === 0) return [];
		const again = vanished.length > 0 ? await this.list() : [];
		const users = await this.api.listPeople(newcomers.length);
		const others = users.filter(({ companyUserType }) => companyUserType !== USER_TYPES.subcontractor);
		const wrongKind =
			'is a user in Cinode, but in Kleer the person is a subcontractor now. Remove the ID and the e-mail from the ' +
			'user in Cinode, disconnected or not, or correct the supplier or category in Kleer';
		return [...again, ...others.map((user) => ({ wrongKind, ...listedUser(user) }))];
	}

	linkKeys(record: MappedSubcontractor): string[] {
		const { email } = record.values;
		return typeof email === 'string' ? [confirmingEmail(email)] : [];
	}

	confirmingValues(record: MappedSubcontractor): string[] {
		return [...this.linkKeys(record), confirmingName(record.values.firstName, record.values.lastName)];
	}

	/** Gender is all that is sent and never shown; a creation's language can't change. */
	unreadable(record: MappedSubcontractor): { now: unknown; others: unknown[] } {
		const now = record.values.gender ?? null;
		return { now, others: [null, 0, 1, 2].filter((gender) => gender !== now) };
	}

	skipReason(record: MappedSubcontractor): string | undefined {
		return record.active === false ? 'Inactive in Kleer' : undefined;
	}

	needsDetails(_record: MappedSubcontractor, match: Match): boolean {
		return match.kind === 'key' || match.kind === 'link';
	}

	async plan(
		record: MappedSubcontractor,
		match: Match,
		known: Known,
	): Promise<Plan<SubcontractorPayload, MappedSubcontractor>> {
		if (match.kind === 'conflict') throw new Error('A conflict is not planned');
		if (match.kind === 'none') return this.planCreation(record);
		const { target } = match;
		const current = await this.api.getSubcontractor(target.id);
		const how = match.kind === 'key' ? 'update' : 'link';
		const rules = ROWS.filter(({ field }) => SUBCONTRACTOR_FIELDS[field]?.patch);
		const present = presentValues(current, SUBCONTRACTOR_FIELDS);
		const { differing } = differences(record, rules, present, how, known.unreadable);
		const plan = { record, target, warnings: warningsOf(target), present };
		const visible = differing.filter(({ rule }) => !rule.unreadable);
		if (differing.length === 0)
			return { ...plan, action: how === 'link' ? 'linked' : 'unchanged', changes: [] };

		if (!(await this.canUpdate(target.id))) {
			// What Cinode doesn't show may be right: it is no drift that stands until somebody mends it, but told once.
			const isUnsent = known.unreadable === 'changed';
			if (visible.length === 0) {
				if (isUnsent) plan.warnings.push(mendByHand(differing));
				return { ...plan, action: 'unchanged', changes: [], isUnsent };
			}
			return { ...plan, action: 'drift', changes: visible.map(changeOf) };
		}
		const { send, unkept, isSent } = withoutUnkept(differing.map(changeOf), known);
		const told = unkept.length > 0 ? { unkept } : {};
		if (send.length === 0) {
			if (unkept.length === 0)
				return { ...plan, action: how === 'link' ? 'linked' : 'unchanged', changes: [] };
			return {
				...plan,
				...told,
				...unkeptDrift(unkept, 'Cinode'),
			};
		}
		return {
			...plan,
			...told,
			action: how === 'link' ? 'linked' : 'updated',
			changes: send,
			payload: { patch: patchOf(differing.filter(({ rule }) => isSent(rule.field))) },
		};
	}

	async readBack(
		plan: Plan<SubcontractorPayload, MappedSubcontractor>,
		id: number,
	): Promise<PlannedChange[]> {
		return this.compared(plan, await this.api.getSubcontractor(id)).unkept;
	}

	/** What a subcontractor who was written now shows of it. */
	private compared(
		{ record, payload, changes }: Plan<SubcontractorPayload, MappedSubcontractor>,
		current: CinodeSubcontractor,
	) {
		const shown = presentValues(current, SUBCONTRACTOR_FIELDS);
		const rules = ROWS.filter(({ field }) => SUBCONTRACTOR_FIELDS[field]?.read);
		const how = payload && 'create' in payload ? 'finish' : 'update';
		const { differing, unread } = differences(record, rules, shown, how, 'same');
		const still = differing.filter(({ rule }) => !rule.unreadable).map(changeOf);
		const unshown = unread.flatMap(({ field }) =>
			changes.some(({ name }) => name === field) ? [field] : [],
		);
		return { unkept: notKept(changes, still), unshown };
	}

	async apply(plan: Plan<SubcontractorPayload, MappedSubcontractor>): Promise<Applied> {
		const { payload, record, target } = plan;
		if (!payload) throw new Error('Nothing to apply');
		const reply =
			'create' in payload
				? await this.create(payload.create, record)
				: await this.api.patchSubcontractor(target?.id ?? 0, payload.patch);
		const id = reply?.companyUserId ?? target?.id;
		if (id === undefined) {
			throw new VendorError('Cinode', 'unexpected', 'Cinode created a subcontractor but gave no id');
		}
		const listState = listedSubcontractor(reply).listState;
		return { targetId: id, listState, warnings: [], ...this.compared(plan, reply) };
	}

	/** One request carries everything; tags are never sent. */
	private planCreation(record: MappedSubcontractor): Plan<SubcontractorPayload, MappedSubcontractor> {
		const password = this.newPassword();
		// Cinode requires a gender; 0 is Other.
		const create = { gender: 0, ...creationBody(record, SUBCONTRACTOR_FIELDS) };
		return {
			record,
			action: 'created',
			changes: creationChanges(record, ROWS),
			warnings: [],
			payload: { create: { ...create, password, passwordConfirm: password } },
		};
	}

	/** An answer that was lost may have been a creation: the person is looked up before anything else. */
	private async create(
		body: Record<string, unknown>,
		record: MappedSubcontractor,
	): Promise<CinodeSubcontractor> {
		const outcome = await attempt(() => this.api.createSubcontractor(body));
		if (outcome.ok) return outcome.value;
		if (!isAnswerLost(outcome.error)) throw outcome.error;
		const [email] = this.linkKeys(record);
		const all = await this.api.listSubcontractors();
		const found = all.find((one) => one.email && confirmingEmail(one.email) === email);
		if (!found) throw outcome.error;
		return found;
	}

	/**
	 * Asked once per run: the published API has no update, but the server knows best (docs/vendors.md#cinode). A PUT is
	 * not used: it would replace gender and language, which nobody can read, and ask for a password.
	 */
	private async canUpdate(id: number): Promise<boolean> {
		this.canPatch ??= this.api.allowedMethods(id).then((methods) => methods.includes('PATCH'));
		return await this.canPatch;
	}
}

function patchOf(differing: Difference[]): PatchOperation[] {
	return differing.map(({ rule, to }) => patchOperation(SUBCONTRACTOR_FIELDS[rule.field] ?? {}, to));
}

function mendByHand(differing: Difference[]): string {
	const names = differing.map(({ rule }) => rule.target).join(', ');
	return `${names} changed in Kleer, but Cinode's API can't update it: correct it in Cinode by hand`;
}

function warningsOf(target: ListedTarget): string[] {
	return target.disconnected
		? ['Disconnected in Cinode but active in Kleer: kept right, not reconnected']
		: [];
}
