import type { IDataObject } from 'n8n-workflow';
import type { RoleBase, RoleModel } from '../../../../models/cinode/projects';

/** Cinode's ExtentType and ContractType (docs/vendors.md#cinode-enumerations). */
const EXTENT_UNITS: Record<number, string> = { 0: 'percent', 1: 'hours' };
const CONTRACTS: Record<number, string> = { 0: 'hourly', 1: 'fixed' };

/** At most ten fields that people look for; rate and person only where the role was read by itself. */
export function simplified(role: RoleBase | RoleModel): IDataObject {
	return {
		id: role.id,
		title: role.title ?? null,
		startDate: role.startDate?.slice(0, 10) ?? null,
		endDate: role.endDate?.slice(0, 10) ?? null,
		extent: role.extent ?? null,
		extentUnit: EXTENT_UNITS[role.extentType ?? -1] ?? null,
		...('contractType' in role
			? {
					contract: CONTRACTS[role.contractType ?? -1] ?? null,
					rate: role.rate ?? null,
					currency: role.currency?.currencyCode ?? null,
					assigned: assignedOf(role),
				}
			: {}),
	};
}

function assignedOf({ assigned }: RoleModel): IDataObject | null {
	if (!assigned) return null;
	const name = `${assigned.firstName ?? ''} ${assigned.lastName ?? ''}`.trim();
	return { userId: assigned.companyUserId ?? null, name };
}
