import { LARGEST_PAGE } from '../../../models/cinode/codes';
import {
	comparableKey,
	foldText,
	maskPrivateText,
	readableKey,
	rowsOf,
	type MappedUser,
} from '../../../rules';
import { attempt } from '../../../base/attempt';
import { VendorError, isAnswerLost } from '../../../base/errors';
import { PERSON_LINKS, confirmingEmail, confirmingName } from '../people';
import { listStateAfter, notKept, unkeptDrift, withoutUnkept } from '../shared/kept';
import { fieldName } from '../shared/fieldName';
import { TagBook } from '../shared/tagBook';
import { listedSubcontractor } from '../subcontractors/cinodeSubcontractor';
import type { Match } from '../../contract/match';
import type { ListedTarget } from '../../contract/listedTarget';
import type { Applied, Known, Plan, PlannedChange } from '../../contract/plan';
import type { UnlistedQuery, SchemeTarget } from '../../contract/schemeTarget';
import {
	FULL_ONLY_FIELDS,
	STATUS,
	USER_FIELDS,
	currentValues,
	otherType,
	type CinodeListedUser,
	type CinodeUser,
	type CinodeUsersApi,
} from './cinodeUser';
import { listPeople, type HiddenPeople } from './listPeople';
import {
	STATUS_PATH,
	planUserCreation,
	planUserUpdate,
	type UserPlan,
	type UserPolicies,
	type UserPayload,
} from './planUser';

const ROWS = rowsOf('users');

/** Cinode's users as the target of a sync (docs/field-rules.md#users-kleer--cinode). */
export class UsersTarget implements SchemeTarget<UserPayload> {
	readonly scheme = 'users' as const;
	readonly links = PERSON_LINKS;
	readonly driftFields = [...new Set([...ROWS.map(({ target }) => target), 'Status', 'Tags'])];
	private readonly tags: TagBook;
	private readonly people: ReturnType<typeof listPeople>;
	private listed = new Map<number, CinodeListedUser>();

	/**
	 * @param newPassword Makes a random password; it is sent once and kept nowhere.
	 * @param hidden What this process knows of people that the plain list leaves out.
	 */
	constructor(
		private readonly api: CinodeUsersApi,
		private readonly policies: UserPolicies,
		private readonly newPassword: () => string,
		hidden: HiddenPeople,
	) {
		this.tags = new TagBook(() => api.listTags());
		this.people = listPeople(api, hidden);
	}

	fieldName(name: string): string {
		return fieldName(name, ROWS);
	}

	async list(expected: number): Promise<ListedTarget[]> {
		const users = await this.people.list(expected);
		this.listed = new Map(users.map((user) => [user.companyUserId, user]));
		return users.map(listedUser);
	}

	/**
	 * People that the plain list leaves out, for whatever reason, and subcontractors: nobody is both. The search says how
	 * many there are, so that a person missing from an answer isn't taken for gone.
	 */
	async findUnlisted({ newcomers }: UnlistedQuery<MappedUser>): Promise<ListedTarget[]> {
		if (newcomers.length === 0) return [];
		const hidden = (await this.people.listHidden()).map(listedUser);
		const wrongKind =
			'is a subcontractor in Cinode, but in Kleer no supplier is tied to the person. Tie the supplier in Kleer, ' +
			'or remove the ID and the e-mail from the subcontractor in Cinode';
		const subcontractors = (await this.api.listSubcontractors()).map(listedSubcontractor);
		return [...hidden, ...subcontractors.map((one) => ({ ...one, wrongKind }))];
	}

	linkKeys(record: MappedUser): string[] {
		const { email } = record.values;
		return typeof email === 'string' ? [confirmingEmail(email)] : [];
	}

	confirmingValues(record: MappedUser): string[] {
		const { firstName, lastName } = record.values;
		return [...this.linkKeys(record), confirmingName(firstName, lastName)];
	}

	/** Gender is all that is sent and never shown; a creation's language can't change. */
	unreadable(record: MappedUser): { now: unknown; others: unknown[] } {
		const now = record.values.gender ?? null;
		return { now, others: [null, 0, 1, 2].filter((gender) => gender !== now) };
	}

	skipReason(record: MappedUser, target: ListedTarget): string | undefined {
		const { leavers } = this.policies;
		const policyActs =
			record.left && leavers !== 'nothing' && !(leavers === 'disconnect' && target.disconnected);
		if (record.active !== false || policyActs) return undefined;
		return record.left && leavers === 'disconnect'
			? 'Inactive in Kleer, disconnected in Cinode'
			: 'Inactive in Kleer';
	}

	needsDetails(_record: MappedUser, match: Match): boolean {
		return match.kind === 'key' || match.kind === 'link';
	}

	/** Name, e-mail and employment number are all that it shows of what is written. */
	differsInList({ values, modes }: MappedUser, { id }: ListedTarget): boolean {
		const user = this.listed.get(id);
		if (!user) return false;
		const isFollowed = (field: 'email' | 'employmentNumber') =>
			typeof values[field] === 'string' && ['always', 'mirror'].includes(modes[field] ?? 'always');
		const { firstName, lastName, email, employmentNumber } = values;
		return (
			confirmingName(firstName, lastName) !== confirmingName(user.firstName, user.lastName) ||
			(isFollowed('email') &&
				confirmingEmail(String(email)) !== confirmingEmail(user.companyUserEmail ?? '')) ||
			(isFollowed('employmentNumber') &&
				foldText(String(employmentNumber)) !== foldText(user.employmentNumber ?? ''))
		);
	}

	async plan(record: MappedUser, match: Match, known: Known): Promise<Plan<UserPayload, MappedUser>> {
		if (match.kind === 'conflict') throw new Error('A conflict is not planned');
		if (match.kind === 'none') {
			return { record, action: 'created', ...planUserCreation(record, this.newPassword()) };
		}
		const { target } = match;
		const user = await this.api.getUser(
			target.id,
			FULL_ONLY_FIELDS.some((field) => field in record.values),
		);
		this.people.note(user);
		this.tags.note(user.tags);
		const key = comparableKey(user.internalIdentifier);
		if (match.kind === 'link' && key !== '' && key !== record.key && key !== target.key) {
			throw new VendorError(
				'Cinode',
				'invalid',
				`${target.label} (Cinode id ${target.id}) has the same e-mail but carries the key ${readableKey(key)} instead of ${record.key}`,
				{ advice: 'Correct the key in Cinode, or the e-mail in Kleer' },
			);
		}
		// A person who carries our key already isn't linked anew; the details may be the first to show it.
		const isKeyed = match.kind === 'key' || key === record.key;
		const how = isKeyed ? 'update' : known.halfCreated ? 'finish' : 'link';
		const plan = planUserUpdate(record, user, how, known.unreadable, this.policies);
		const { send, unkept, isSent } = withoutUnkept(plan.changes, known);
		const paths = new Map(Object.entries(USER_FIELDS).map(([field, { patch }]) => [patch, field]));
		plan.payload.patch = plan.payload.patch.filter(({ path }) =>
			isSent(path === STATUS_PATH ? 'status' : (paths.get(path) ?? '')),
		);
		if (!isSent('tags')) plan.payload.tags = undefined;
		const base = {
			record,
			target,
			warnings: plan.warnings,
			present: currentValues(user),
			...(unkept.length > 0 ? { unkept } : {}),
		};
		if (isKeyed && !hasWork(plan) && unkept.length > 0) {
			return {
				...base,
				...unkeptDrift(unkept, 'Cinode'),
			};
		}
		const action = !isKeyed ? 'linked' : hasWork(plan) ? 'updated' : 'unchanged';
		return { ...base, action, changes: send, ...(hasWork(plan) ? { payload: plan.payload } : {}) };
	}

	/** Tags and permissions first; the patch comes last, since it carries the key and its reply is remembered. */
	async apply(
		plan: Plan<UserPayload, MappedUser>,
		created: (target?: ListedTarget) => void = () => {},
	): Promise<Applied> {
		const { payload, record } = plan;
		if (!payload) throw new Error('Nothing to apply');
		let user: CinodeUser | undefined = payload.create
			? await this.create(payload.create, record, created)
			: undefined;
		const id = user?.companyUserId ?? plan.target?.id;
		if (id === undefined)
			throw new VendorError('Cinode', 'unexpected', 'Cinode created a user but gave no id');
		if (payload.create && user) created(listedUser(user));
		if (payload.permissions) await this.api.setPermissions(id, payload.permissions);
		const { tags } = payload;
		if (tags) {
			user = await this.tags.use(tags.wanted, async (wanted) => {
				return await this.api.setTags(id, [...tags.kept, ...wanted]);
			});
		}
		if (payload.patch.length > 0) user = await this.api.patchUser(id, payload.patch);
		if (user) this.people.note(user);
		if (!user) return { targetId: id, listState: '', warnings: [] };
		const { still, ...compared } = this.compared(plan, user);
		const listState = listStateAfter(listedUser(user).listState, plan, still);
		return { targetId: id, listState, warnings: [], ...compared };
	}

	async readBack(plan: Plan<UserPayload, MappedUser>, id: number): Promise<PlannedChange[]> {
		const isFull = FULL_ONLY_FIELDS.some((field) => field in plan.record.values);
		const user = await this.api.getUser(id, isFull);
		this.people.note(user);
		return this.compared(plan, user).unkept;
	}

	/** What a person who was written now shows of it. */
	private compared({ record, payload, changes }: Plan<UserPayload, MappedUser>, user: CinodeUser) {
		const how = payload?.create ? 'finish' : 'update';
		const still = planUserUpdate(record, user, how, 'same', this.policies).changes;
		const shown = currentValues(user);
		const unreadable = ROWS.filter((rule) => rule.unreadable).map(({ field }) => field);
		const unshown = changes.flatMap(({ name }) =>
			name in USER_FIELDS && USER_FIELDS[name]?.read && !(name in shown) ? [name] : [],
		);
		const readable = still.filter(({ name }) => !unreadable.includes(name));
		return { unkept: notKept(changes, readable), unshown, still: readable };
	}

	/** An answer that was lost may have been a creation: the person is looked up before anything else. */
	private async create(
		body: Record<string, unknown>,
		record: MappedUser,
		created: () => void,
	): Promise<CinodeUser> {
		const outcome = await attempt(() => this.api.createUser(body));
		if (!outcome.ok && !isAnswerLost(outcome.error)) throw outcome.error;
		created();
		if (outcome.ok) return outcome.value;
		const email = String(record.values.email ?? '');
		const { result } = await this.api.searchUsers({ term: email, page: 1, itemsPerPage: LARGEST_PAGE });
		const found = result.find(
			(user) =>
				!otherType(user) &&
				user.companyUserEmail &&
				confirmingEmail(user.companyUserEmail) === confirmingEmail(email),
		);
		if (!found) throw outcome.error;
		return found;
	}
}

function hasWork({ payload }: UserPlan): boolean {
	return payload.patch.length > 0 || payload.tags !== undefined || payload.permissions !== undefined;
}

/** A user as matching sees it. */
export function listedUser(user: CinodeListedUser): ListedTarget {
	const name = maskPrivateText(`${user.firstName ?? ''} ${user.lastName ?? ''}`.trim());
	const email = user.companyUserEmail ? confirmingEmail(user.companyUserEmail) : '';
	const other = otherType(user);
	return {
		id: user.companyUserId,
		key: comparableKey(user.internalIdentifier),
		label: name || `user ${user.companyUserId}`,
		listState: JSON.stringify([
			user.companyUserId,
			user.status,
			user.firstName ?? '',
			user.lastName ?? '',
			email,
			user.employmentNumber ?? '',
			user.internalIdentifier ?? '',
			user.updatedDateTime ? Date.parse(`${user.updatedDateTime.replace(/Z$/, '')}Z`) : '',
		]),
		linkKeys: email ? [email] : [],
		confirmingValues: [...(email ? [email] : []), confirmingName(user.firstName, user.lastName)],
		disconnected: user.status === STATUS.disconnected,
		...(other
			? {
					wrongKind: `is ${other} in Cinode, no employee: change that there, or remove the ID and the e-mail`,
				}
			: {}),
	};
}
