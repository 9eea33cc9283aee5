import type { CinodeProject, CinodeProjectRole } from '../cinodeRecords';

/** What Cinode's reply may leave out; a rule that needs it then says nothing. */
type LeftOut =
	| 'description'
	| 'customerIdentifier'
	| 'intermediator'
	| 'contractValue'
	| 'estimatedValue'
	| 'currency'
	| 'teamId'
	| 'projectManagers'
	| 'salesManagers'
	| 'customerContacts'
	| 'intermediatorContacts';

/** `null` is an explicit "none": an open end, a role that nobody has. */
export type RoleAsRead = Omit<CinodeProjectRole, 'startDate' | 'endDate' | 'person'> &
	Partial<Pick<CinodeProjectRole, 'startDate' | 'endDate' | 'person'>>;

/** A project as Cinode gave it: what was left out isn't empty (docs/decisions.md#modes). */
export type ProjectAsRead = Omit<CinodeProject, LeftOut | 'roles'> &
	Partial<Pick<CinodeProject, LeftOut>> & {
		roles: RoleAsRead[];
		/** Cinode didn't say who has which roles: that `roles` is empty means nothing. */
		areRolesUnknown?: boolean;
	};
