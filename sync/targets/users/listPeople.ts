import { LARGEST_PAGE } from '../../../models/cinode/codes';
import { VendorError } from '../../../base/errors';
import { STATUS, type CinodeListedUser, type CinodeUsersApi } from './cinodeUser';

/** People that the plain list leaves out, as this process last saw them all; kept between runs. */
export interface HiddenPeople {
	seen?: Map<number, CinodeListedUser>;
}

/**
 * Everybody in Cinode in as few requests as possible. The plain list is one request for any number of people
 * but leaves out the disconnected; a search shows them, page by page.
 */
export function listPeople(api: CinodeUsersApi, hidden: HiddenPeople) {
	let plain: CinodeListedUser[] | undefined;
	let all: CinodeListedUser[] | undefined;

	const searchPage = async (page: number) => await api.searchUsers({ page, itemsPerPage: LARGEST_PAGE });

	return {
		/** @param expected How many people there probably are: few fit on one page of the search. */
		async list(expected: number): Promise<CinodeListedUser[]> {
			if (expected <= LARGEST_PAGE) {
				const first = await searchPage(1);
				if (first.totalItems <= LARGEST_PAGE && first.result.length >= first.totalItems) {
					all = first.result;
					return all;
				}
			}
			plain = await api.listUsers();
			return plain;
		},

		/**
		 * Those that `list` didn't show. The first page, most recently changed first, is often enough: it tells how
		 * many there are, and shows who was disconnected lately.
		 * @throws VendorError when the search doesn't give all people: half a list is no ground for a creation.
		 */
		async listHidden(): Promise<CinodeListedUser[]> {
			if (all || !plain) return [];
			const shown = new Set(plain.map(({ companyUserId }) => companyUserId));
			const found = new Map<number, CinodeListedUser>();
			const note = (users: CinodeListedUser[]) => {
				for (const user of users) if (!shown.has(user.companyUserId)) found.set(user.companyUserId, user);
			};
			const first = await searchPage(1);
			note(first.result);
			const missing = first.totalItems - shown.size;
			for (const [id, user] of hidden.seen ?? []) {
				if (!shown.has(id) && !found.has(id) && user.status === STATUS.disconnected) found.set(id, user);
			}
			if (found.size !== missing) {
				found.clear();
				note(first.result);
				let seen = first.result.length;
				for (let page = 2; seen < first.totalItems; page++) {
					const { result } = await searchPage(page);
					if (result.length === 0) break;
					seen += result.length;
					note(result);
				}
				if (seen < first.totalItems) {
					throw new VendorError(
						'Cinode',
						'unexpected',
						`Cinode's search gave ${seen} of ${first.totalItems} people, so nobody can be created safely`,
						{ advice: "Run again; if it stays, tell us: the paging of Cinode's search is an assumption" },
					);
				}
			}
			hidden.seen = found;
			return [...found.values()];
		},

		/** A person was read or written: what is known from earlier is older. */
		note(user: CinodeListedUser): void {
			if (hidden.seen?.has(user.companyUserId)) hidden.seen.set(user.companyUserId, user);
		},
	};
}
