import type { IDataObject } from 'n8n-workflow';
import type { CinodeListedSubcontractor, CinodeSubcontractor } from '../../../../models/cinode/people';
import { recordLocator } from '../../../shared/locator';

/** The subcontractor that an operation is about. */
export const subcontractorLocator = recordLocator({
	displayName: 'Subcontractor',
	name: 'subcontractorId',
	searchMethod: 'searchSubcontractors',
	description: 'The subcontractor in Cinode',
});

/** At most ten fields that people look for. */
export function simplified(one: CinodeListedSubcontractor | CinodeSubcontractor): IDataObject {
	return {
		id: one.companyUserId,
		firstName: one.firstName ?? null,
		lastName: one.lastName ?? null,
		email: one.email ?? null,
		status: one.status === 0 ? 'disconnected' : one.status === 1 ? 'active' : null,
		companyName: one.companyName ?? null,
		companyIdentifier: one.companyIdentifier ?? null,
		internalIdentifier: one.internalIdentifier ?? null,
		...('phone' in one ? { phone: one.phone ?? null } : {}),
	};
}
