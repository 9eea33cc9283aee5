import type { IDataObject } from 'n8n-workflow';
import type { KleerProject } from '../../../../models/kleer/projects';
import type { Filter } from '../../shared/filters';

/** Kleer's status of a project; in JSON its case differs from the XSD's (docs/vendors.md#kleer-json). */
export const statusFilter: Filter<KleerProject> = {
	field: {
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Closed', value: 'closed' },
			{ name: 'Draft', value: 'draft' },
			{ name: 'Open', value: 'open' },
		],
		default: 'open',
		description: 'Only projects with this status; without this filter all come',
	},
	keeps: ({ status }, wanted) => (status ?? '').toLowerCase() === wanted,
};

/** At most ten fields that people look for. */
export function simplified(project: KleerProject): IDataObject {
	return {
		id: project.id,
		number: project.number ?? null,
		name: project.name ?? null,
		status: project.status?.toLowerCase() ?? null,
		clientId: project.client?.id ?? null,
		fixedPrice: project['fixed-price'] ?? null,
		openingDate: project['opening-date'] ?? null,
		closingDate: project['closing-date'] ?? null,
		/** Öre, as Kleer counts. */
		budgetAmount: project['budget-amount'] ?? null,
		userIds: (project.users ?? []).map(({ user }) => user.id),
	};
}
