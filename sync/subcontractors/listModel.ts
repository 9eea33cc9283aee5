/** A subcontractor as Cinode's list shows it (CompanyUserSubcontractorBaseModel, facts/cinode.md 2b). */
export interface CinodeListedSubcontractor {
	companyUserId: number;
	firstName?: string | null;
	lastName?: string | null;
	email?: string | null;
	/** 0 Disconnected, 1 Active. */
	status?: number | null;
	companyName?: string | null;
	companyIdentifier?: string | null;
	internalIdentifier?: string | null;
	companyAddress?: { id?: number | null } | null;
}
