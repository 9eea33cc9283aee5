import type { CinodeClient } from '../../apis/cinode/client';
import { cinodeCustomers } from '../../apis/cinode/customers';
import { cinodeUsers } from '../../apis/cinode/users';
import { CUSTOMER_STATUS, LARGEST_PAGE, STATUS } from '../../models/cinode/codes';
import type { CinodeListedUser } from '../../models/cinode/people';
import { attempt } from '../../base';
import { counted } from '../../rules';
import type { Findings } from '../findings';
import type { CinodeSeen } from '../seen';

/** What Cinode's searches show beside its lists; one request each. */

/** Reads of a search whether its pages count from 1 and its total counts all. */
function isWholePage({ result, totalItems }: { result: unknown[]; totalItems: number }): boolean {
	return result.length === Math.min(LARGEST_PAGE, totalItems);
}

/** One page of people, the disconnected ones among them. */
export async function searchPeople(
	client: CinodeClient,
	seen: CinodeSeen,
	findings: Findings,
): Promise<void> {
	const { users = [] } = seen;
	const outcome = await attempt(() =>
		cinodeUsers(client).searchUsers({ page: 1, itemsPerPage: LARGEST_PAGE }),
	);
	if (!outcome.ok || users.length === 0) return;
	const { result, totalItems } = outcome.value;
	findings.assume(
		'userSearchPages',
		isWholePage(outcome.value),
		`The first page shows ${result.length} of ${totalItems}`,
	);
	assumeOrder(result, users, findings);
	const listed = new Set(users.map(({ companyUserId }) => companyUserId));
	const hidden = result.filter(({ companyUserId }) => !listed.has(companyUserId));
	const others = hidden.filter(({ status }) => status !== STATUS.disconnected);
	findings.assume(
		'userList',
		totalItems > LARGEST_PAGE && others.length === 0 ? undefined : others.length === 0,
		`${counted(hidden.length, 'person', 'people')} of the search's first page ${hidden.length === 1 ? 'is' : 'are'} not in the list, ${hidden.length - others.length} of them disconnected`,
	);
}

/** The search gives the latest edits first: where the list's times are in that order, they are those of the edits. */
function assumeOrder(sorted: CinodeListedUser[], users: CinodeListedUser[], findings: Findings): void {
	const times = new Map(users.map((user) => [user.companyUserId, user.updatedDateTime]));
	const inOrder = sorted.flatMap(({ companyUserId }) => times.get(companyUserId) ?? []);
	const isSorted = inOrder.every((time, at) => at === 0 || (inOrder[at - 1] ?? '') >= time);
	const isTelling = new Set(inOrder).size > 1;
	const lacking = users.filter(({ updatedDateTime }) => !updatedDateTime).length;
	const found =
		lacking > 0
			? `The list carries no time of update for ${lacking} of ${users.length}`
			: isTelling
				? `The search, sorted by the latest edit, is ${isSorted ? '' : 'not '}in the order of the list's times`
				: 'All were updated at the same time';
	findings.assume('userUpdated', lacking > 0 ? false : isTelling ? isSorted : undefined, found);
}

/** One page of customers without a filter. */
export async function searchAllCustomers(
	client: CinodeClient,
	seen: CinodeSeen,
	findings: Findings,
): Promise<void> {
	const { customers } = seen;
	const outcome = await attempt(() =>
		cinodeCustomers(client).searchCustomerPage({ sortBy: 'status', page: 1, itemsPerPage: LARGEST_PAGE }),
	);
	if (!outcome.ok || !customers) return;
	const { result, totalItems } = outcome.value;
	findings.assume(
		'customerSearch',
		Number.isFinite(totalItems) && totalItems >= customers.length ? isWholePage(outcome.value) : false,
		`The first page shows ${result.length}, and says that there are ${Number.isFinite(totalItems) ? totalItems : 'it does not say how many'}`,
	);
	const inactive = customers.filter(({ status }) => status === CUSTOMER_STATUS.inactive).length;
	const more = Number.isFinite(totalItems) ? totalItems - customers.length : 0;
	findings.assume(
		'inactiveCustomers',
		inactive > 0 ? true : undefined,
		more > 0
			? `The list shows ${inactive} inactive; the search shows ${more} more in all, which the sync finds by it`
			: `${inactive} of ${customers.length} listed are inactive`,
	);
}
