import type { CinodeCustomerReference, CinodeProject } from '../cinodeRecords';

/** A project as Cinode gave it: what was left out isn't empty (design.md 3, Missing is not empty). */
export type ProjectAsRead = Omit<CinodeProject, 'intermediator'> & {
	/** `null` when there is none; absent when Cinode didn't say. */
	intermediator?: CinodeCustomerReference | null;
	/** Cinode didn't say who has which roles: that `roles` is empty means nothing. */
	areRolesUnknown?: boolean;
};
