import type { ProjectBase, ProjectModel } from '../models/cinode/projects';
import type { CinodeCompany, CinodeTeamMember } from '../models/cinode/lookups';
import type { CinodeListedCustomer } from '../models/cinode/customers';
import type { CinodeListedSubcontractor, CinodeListedUser, CinodeUser } from '../models/cinode/people';
import type { KleerClient } from '../models/kleer/clients';
import type { KleerPayrollUser, KleerSubcontractor, KleerSupplier, KleerUser } from '../models/kleer/people';
import type { KleerProject } from '../models/kleer/projects';

/** What the checks have read of Kleer, for what it says to the assumptions; absent is what it didn't show. */
export interface KleerSeen {
	users?: KleerUser[];
	payroll?: KleerPayrollUser[];
	subcontractors?: KleerSubcontractor[];
	suppliers?: KleerSupplier[];
	clients?: KleerClient[];
	projects?: KleerProject[];
}

/** The same of Cinode. */
export interface CinodeSeen {
	company?: CinodeCompany;
	currencies?: string[];
	offices?: number[];
	users?: CinodeListedUser[];
	/** Users that were read by themselves. */
	details: CinodeUser[];
	subcontractors?: CinodeListedSubcontractor[];
	customers?: CinodeListedCustomer[];
	/** The newest page of won projects. */
	projects?: ProjectBase[];
	projectDetails: ProjectModel[];
	teamMembers?: CinodeTeamMember[];
}

/** What an assumption comes to: `undefined` where nothing that was read could have contradicted it. */
export interface Verdict {
	isTrue: boolean | undefined;
	/** For people; counts, never a value of a person. */
	found: string;
}
