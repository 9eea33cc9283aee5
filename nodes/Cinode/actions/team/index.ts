import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { getTeam, listTeamMembers, listTeamsInFull } from '../../../../apis/cinode/teams';
import type { CinodeTeam, CinodeTeamDetails, CinodeTeamMember } from '../../../../models/cinode/lookups';
import { fieldCollection, filledFields, simplifyField } from '../../../shared/fields';
import { limitOf, returnAllAndLimit, searchFilter } from '../../../shared/listFields';
import { idFrom, recordLocator } from '../../../shared/locator';
import type { Resource } from '../../../shared/resource';
import { foldText } from '../../../../rules';
import { asJson } from '../../../shared/items';

const teamLocator = recordLocator({
	displayName: 'Team',
	name: 'teamId',
	searchMethod: 'searchTeams',
	description: 'The team in Cinode; Get Many gives the IDs',
});

async function get(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, teamLocator, itemIndex);
	const team = await getTeam(await CinodeClient.open(this), id);
	return [asJson(this.getNodeParameter('simple', itemIndex, true) ? simplified(team) : team)];
}

async function getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const wanted = foldText(String(filledFields(this, 'filters', itemIndex).term ?? ''));
	return (await listTeamsInFull(await CinodeClient.open(this)))
		.filter(({ name, description }) => foldText(`${name} ${description ?? ''}`).includes(wanted))
		.slice(0, limitOf(this, itemIndex))
		.map((team) => asJson(listed(team)));
}

async function getMembers(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, teamLocator, itemIndex);
	return (await listTeamMembers(await CinodeClient.open(this), id))
		.slice(0, limitOf(this, itemIndex))
		.map((member) => asJson(memberOf(member)));
}

const listed = ({ id, name, description }: CinodeTeam) => ({
	id,
	name: name ?? null,
	description: description ?? null,
});

/** At most ten fields that people look for. */
const simplified = (team: CinodeTeamDetails) => ({
	...listed(team),
	parentTeamId: team.parentTeamId ?? null,
	location: team.location ?? null,
	costCenter: team.costCenter ?? null,
	internalIdentification: team.internalIdentification ?? null,
	updated: team.updated ?? null,
});

const memberOf = ({ teamId, companyUserId, companyUser, availabilityPercent }: CinodeTeamMember) => ({
	teamId: teamId ?? null,
	userId: companyUserId ?? null,
	firstName: companyUser?.firstName ?? null,
	lastName: companyUser?.lastName ?? null,
	availabilityPercent: availabilityPercent ?? null,
});

/** Teams and who is in them; only Company Admins may write them (docs/vendors.md#cinode-look-ups). */
export const team: Resource = {
	title: 'Team',
	value: 'team',
	defaultOperation: 'getAll',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a team',
			description: 'Get one team with its parent team, location and cost centre',
			properties: [teamLocator, simplifyField],
			execute: get,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many teams',
			description: 'Get many teams, each with ID, name and description',
			properties: [
				...returnAllAndLimit,
				fieldCollection('Filters', [searchFilter('Part of the name or description', 'e.g. backend')]),
			],
			execute: getAll,
		},
		{
			name: 'Get Members',
			value: 'getMembers',
			action: 'Get the members of a team',
			description: 'Get the people in a team, each with user ID, name and availability in percent',
			properties: [teamLocator, ...returnAllAndLimit],
			execute: getMembers,
		},
	],
};
