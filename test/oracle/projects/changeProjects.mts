import {
	addRole,
	editCinodeProject,
	editRole,
	setProjectState,
	type CinodeProject,
	type CinodeRole,
	type CinodeStore,
} from '../../sandbox/index.mts';
import { plusDays } from '../support/calendar.mts';
import type { Chance } from '../support/chance.mts';
import type { Tally } from '../support/findings.mts';
import type { Company } from './generateCompany.mts';

interface Tools {
	cinode: CinodeStore;
	company: Company;
	chance: Chance;
	today: string;
}
type Change = (project: CinodeProject, roles: CinodeRole[], tools: Tools) => void;

const now = () => ({ now: Date.now() });
const edit =
	(patch: (project: CinodeProject, tools: Tools) => Parameters<typeof editCinodeProject>[2]): Change =>
	(project, _roles, tools) =>
		editCinodeProject(tools.cinode, project.id, patch(project, tools), now());
const first =
	(patch: (role: CinodeRole, tools: Tools) => Parameters<typeof editRole>[2]): Change =>
	(_project, [role], tools) => {
		if (role) editRole(tools.cinode, role.id, patch(role, tools), now());
	};

/** What happens to projects in Cinode between two pushes. */
export const CHANGES: Record<string, Change> = {
	rate: first(({ rate }) => ({ rate: (rate ?? 500) + 25 })),
	rateGone: first(() => ({ rate: null })),
	otherCurrency: first(({ currencyId }) => ({ currencyId: currencyId === 1 ? 2 : 1 })),
	fixedPrice: first(() => ({ contractType: 1 })),
	laterEnd: first((_role, { today }) => ({ endDate: plusDays(today, 500) })),
	noEnd: first(() => ({ endDate: null })),
	earlierStart: first(() => ({ startDate: '2025-02-03' })),
	laterStart: first(({ endDate }, { today }) => ({
		startDate: plusDays(today, 5),
		endDate: endDate && plusDays(today, 400),
	})),
	hours: first(({ extent }) => ({ extentType: 1, extent: (extent ?? 0) + 10 })),
	otherPerson: first((_role, { chance, company }) => ({
		assigned: { companyUserId: chance.one(company.crew.employees) },
	})),
	nobody: first(() => ({ assigned: null })),
	tariff: first(({ assigned, currencyId }) => ({
		assigned: assigned && { ...assigned, tariff: (assigned.tariff ?? 400) + 15, currencyId },
	})),
	secondRole: ({ id }, [role], { cinode, today }) => {
		if (!role) return;
		const { id: _id, projectId: _project, ...rest } = role;
		addRole(cinode, id, { ...rest, rate: 777, startDate: plusDays(today, -1), endDate: null }, Date.now());
	},
	value: edit(() => ({ contractValue: 1_234_567 })),
	valueGone: edit(() => ({ contractValue: null, estimatedValue: null })),
	broker: edit((_project, { chance, company }) => ({ intermediatorId: chance.one(company.customers) })),
	brokerGone: edit(() => ({ intermediatorId: null })),
	customer: edit((_project, { chance, company }) => ({ customerId: chance.one(company.customers) })),
	title: edit(({ title }) => ({ title: `${title} (nytt namn)` })),
	description: edit(() => ({ description: 'Ny beskrivning' })),
	purchaseOrder: edit(() => ({ customerIdentifier: 'PO-NY' })),
	manager: edit((_project, { chance, company }) => ({ managers: [chance.one(company.crew.employees)] })),
	team: edit(() => ({ teamId: 401 })),
	currency: edit(({ currencyId }) => ({ currencyId: currencyId === 1 ? 2 : 1 })),
	lost: ({ id }, _roles, { cinode }) => void setProjectState(cinode, id, 'lost', Date.now()),
	won: ({ id }, _roles, { cinode }) => void setProjectState(cinode, id, 'won', Date.now()),
};

/** Changes that share of the projects, each in one way. */
export function changeProjects(
	ids: number[],
	roles: Map<number, CinodeRole[]>,
	tools: Tools,
	tally: Tally,
	share: number,
): void {
	const ways = Object.keys(CHANGES);
	let turn = 0;
	for (const id of ids) {
		if (!tools.chance.yes(share)) continue;
		const way = ways[turn++ % ways.length] as string;
		(CHANGES[way] as Change)(tools.cinode.projects.get(id) as CinodeProject, roles.get(id) ?? [], tools);
		tally.count(`change ${way}`);
	}
}
