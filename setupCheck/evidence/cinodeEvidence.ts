import { STATUS, USER_TYPES } from '../../models/cinode/codes';
import { counted } from '../../rules';
import type { AssumptionId } from '../assumptions';
import { share } from '../findings';
import type { CinodeSeen, Verdict } from '../seen';

/** What Cinode's lists say to the assumptions; each from values that could have contradicted it. */
export function cinodeEvidence(seen: CinodeSeen): Array<[AssumptionId, Verdict]> {
	return [
		['userTypes', userTypes(seen)],
		['oneSequence', oneSequence(seen)],
		['offices', offices(seen)],
		['projectNulls', projectNulls(seen)],
		['identifiers', identifiers(seen)],
		['teamMembers', teamMembers(seen)],
		['cinodeTimes', cinodeTimes(seen)],
	];
}

function userTypes({ users = [] }: CinodeSeen): Verdict {
	const known: ReadonlyMap<unknown, string> = new Map(
		Object.entries(USER_TYPES).map(([name, type]) => [type, name]),
	);
	const said = users.flatMap(({ companyUserType: type }) => (type == null ? [] : [type]));
	const others = said.filter((type) => !known.has(type));
	const names = [...new Set(said.map((type) => known.get(type) ?? String(type)))];
	return {
		isTrue: said.length === 0 ? undefined : others.length === 0,
		found: `${said.length} of ${counted(users.length, 'user says', 'users say')} what they are${names.length > 0 ? `: ${names.join(', ')}` : ''}`,
	};
}

/** The list of users may show subcontractors themselves: then id and person are the same. */
function oneSequence({ users, subcontractors }: CinodeSeen): Verdict {
	if (!users?.length || !subcontractors?.length)
		return { isTrue: undefined, found: 'There are not both users and subcontractors' };
	const subcontractorIds = new Set(subcontractors.map(({ companyUserId }) => companyUserId));
	const sameId = users.filter(
		({ companyUserId, companyUserType }) =>
			subcontractorIds.has(companyUserId) && companyUserType !== USER_TYPES.subcontractor,
	);
	const emails = new Map(users.map((user) => [addressOf(user.companyUserEmail), user.companyUserId]));
	const sameEmail = subcontractors.filter(({ email, companyUserId }) => {
		const owner = emails.get(addressOf(email));
		return addressOf(email) !== '' && owner !== undefined && owner !== companyUserId;
	});
	return {
		isTrue: sameId.length === 0 && sameEmail.length === 0,
		found: `Of ${counted(users.length, 'user')} and ${counted(subcontractors.length, 'subcontractor')} ${sameId.length} share an ID and ${sameEmail.length} an e-mail`,
	};
}

function addressOf(email: string | null | undefined): string {
	return (email ?? '').trim().toLowerCase();
}

function offices({ details, offices = [] }: CinodeSeen): Verdict {
	const placed = details.flatMap(({ companyAddress }) => (companyAddress?.id ? [companyAddress.id] : []));
	const known = share(placed, (id) => offices.includes(id));
	return {
		isTrue: placed.length === 0 ? undefined : known.count === placed.length,
		found:
			placed.length === 0
				? 'Nobody who was read has an office'
				: `${known.text} people who were read are placed in one of them`,
	};
}

/** What a project may lack; a key that isn't there at all can clear nothing. */
const MAY_BE_NOTHING = ['intermediator', 'contractValue', 'estimatedValue', 'customerIdentifier'] as const;

function projectNulls({ projectDetails }: CinodeSeen): Verdict {
	const values = projectDetails.flatMap((project) => [
		...MAY_BE_NOTHING.map((key) => project[key]),
		...(project.assignments ?? []).map(({ endDate }) => endDate),
	]);
	const [leftOut, nulls] = [
		values.filter((value) => value === undefined).length,
		values.filter((value) => value === null).length,
	];
	return {
		isTrue: leftOut > 0 ? false : nulls > 0 ? true : undefined,
		found: `Of ${counted(values.length, 'value')} of projects and roles ${nulls} are shown as empty and ${leftOut} are left out`,
	};
}

/** Only set-up knows whether the identifier becomes Kleer's number, so doubled ones are no contradiction. */
function identifiers({ projects = [] }: CinodeSeen): Verdict {
	const named = projects.flatMap(({ customerId, identifier }) =>
		identifier?.trim() ? [`${customerId} ${identifier.trim()}`] : [],
	);
	const doubled = named.length - new Set(named).size;
	return {
		isTrue: doubled === 0 && named.length > 1 ? true : undefined,
		found:
			doubled > 0
				? `${counted(doubled, 'project has', 'projects have')} another's identifier at one customer: choose another Project Number, or give them their own`
				: `${counted(named.length, 'won project has an identifier', 'won projects have identifiers')}, none is doubled`,
	};
}

function teamMembers({ teamMembers, users = [] }: CinodeSeen): Verdict {
	if (!teamMembers) return { isTrue: undefined, found: 'No team was read' };
	const shares = teamMembers.flatMap(({ availabilityPercent: percent }) =>
		percent == null ? [] : [percent],
	);
	const fitting = share(shares, (percent) => percent >= 0 && percent <= 100);
	const listed = new Set(
		users.flatMap(({ companyUserId, status }) => (status === STATUS.disconnected ? [] : [companyUserId])),
	);
	const gone = teamMembers.filter(({ companyUserId }) => companyUserId != null && !listed.has(companyUserId));
	return {
		isTrue: shares.length === 0 ? undefined : fitting.count === shares.length,
		found: `In one team ${fitting.text} shares are from 0 to 100, and ${counted(gone.length, 'member is', 'members are')} disconnected or no user`,
	};
}

/** Clocks may differ by so much. */
const CLOCKS_MS = 120_000;

/** A time without offset that lies ahead of ours is a local one. */
function cinodeTimes({ users = [], projectDetails }: CinodeSeen): Verdict {
	const times = [...users, ...projectDetails].flatMap(({ updatedDateTime: at }) => (at ? [at] : []));
	const withOffset = share(times, (at) => /(?:Z|[+-]\d\d:?\d\d)$/i.test(at));
	const ahead = times.filter(
		(at) => !/(?:Z|[+-]\d\d:?\d\d)$/i.test(at) && Date.parse(`${at}Z`) > Date.now() + CLOCKS_MS,
	);
	if (ahead.length > 0)
		return {
			isTrue: false,
			found: `${counted(ahead.length, 'time is', 'times are')} in the future if read as UTC`,
		};
	return {
		isTrue: times.length > 0 && withOffset.count === times.length ? true : undefined,
		found: `${withOffset.text} times say their offset, and none lies in the future`,
	};
}
