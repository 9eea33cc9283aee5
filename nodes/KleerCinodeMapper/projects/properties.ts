import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { CUSTOMER_NUMBERS, KLEER_IDS, PROJECT_NUMBERS, PROJECT_RULES, WITHOUT_ROLES } from '../../../rules';
import { timeZoneField } from '../../shared/timeZone';
import {
	cinodeOption,
	fieldModesField,
	keyPrefixField,
	named,
	optionsField,
	rowsField,
	section,
	theRest,
	toChoose,
} from '../setupFields';
import { ownRowsField } from '../ownRows/properties';

/** Set-up of the projects scheme. */
export const projectsProperties: INodeProperties[] = updateDisplayOptions(
	{ show: { scheme: ['projects'] } },
	[
		toChoose,
		{
			displayName: 'Go-Live Date',
			name: 'goLiveDate',
			type: 'dateTime',
			default: '',
			required: true,
			description:
				'Projects whose roles all ended before it are never created: years of won projects are in Kleer already',
		},
		{
			displayName: 'Project Number',
			name: 'numberSource',
			type: 'options',
			options: named(PROJECT_NUMBERS),
			default: 'id',
			description:
				'What becomes the project’s number in Kleer. Choose once: it ties a project in Cinode to one in Kleer and must never be edited.',
		},
		{
			displayName: 'Number Prefix',
			name: 'numberPrefix',
			type: 'string',
			default: '',
			placeholder: 'e.g. C',
			description:
				'Stands before every project number. Kleer’s numbers are short and others use them too; with a prefix nobody takes one for another.',
		},
		{
			displayName: 'Pipeline Stages Names or IDs',
			name: 'stages',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getStages' },
			default: [],
			hint: 'Won projects are always pushed; open ones while they are in one of these stages',
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
		cinodeOption(
			'Activity',
			'activityId',
			'getActivities',
			'The activity that carries the prices; without one no prices are sent',
		),
		section('New Projects', 'newProjects'),
		{
			displayName: 'All Activities',
			name: 'allActivities',
			type: 'boolean',
			default: true,
			description: 'Whether people may report on every activity of a new project',
		},
		{
			displayName: 'No Role Yet',
			name: 'withoutRoles',
			type: 'options',
			options: named(WITHOUT_ROLES),
			default: 'wait',
			description: 'Whether a project without roles is at a fixed price; Kleer can’t change it later',
		},
		cinodeOption(
			'Category for All Others',
			'dimensionEntry',
			'getCategories',
			'Given to new projects of no such team',
		),
		rowsField(
			{
				displayName: 'Categories by Team',
				name: 'dimensionsByTeam',
				placeholder: 'Add Team',
				description: 'A Kleer category that a new project gets by its team in Cinode',
			},
			'Team',
			[
				cinodeOption('Team', 'teamId', 'getTeams', 'The team in Cinode'),
				cinodeOption('Category', 'category', 'getCategories', 'The category in Kleer'),
			],
		),
		fieldModesField(PROJECT_RULES),
		ownRowsField('projects'),
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'collection',
			placeholder: 'Add Limit',
			default: {},
			description: 'Projects out of scope are out of sight: not created, not changed',
			options: [
				{
					displayName: 'Never These Numbers',
					name: 'neverKeys',
					type: 'string',
					default: '',
					placeholder: 'e.g. C17, C230',
					description: 'Numbers, prefix included, separated by commas',
				},
				{
					displayName: 'Only in Pipeline Names or IDs',
					name: 'onlyPipelines',
					type: 'multiOptions',
					typeOptions: { loadOptionsMethod: 'getPipelines' },
					default: [],
					description:
						'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{
					displayName: 'Only of Team Names or IDs',
					name: 'onlyTeams',
					type: 'multiOptions',
					typeOptions: { loadOptionsMethod: 'getTeamsOnly' },
					default: [],
					description:
						'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
			],
		},
		theRest,
		{
			displayName: 'Key of People',
			name: 'peopleKeySource',
			type: 'options',
			options: named(KLEER_IDS),
			default: 'internalId',
			description: 'The key that the users sync uses',
		},
		{
			displayName: 'Customer Number',
			name: 'customerNumberSource',
			type: 'options',
			options: named(CUSTOMER_NUMBERS),
			default: 'foreignId',
			description: 'The customer number that the customers sync uses',
		},
		keyPrefixField,
		timeZoneField,
		optionsField([
			{
				displayName: 'Remove People Without Role',
				name: 'removePeople',
				type: 'boolean',
				default: false,
				description:
					'Whether everybody without a role in Cinode is taken off the project in Kleer, also those whom Kleer’s people added. They may have reported time.',
			},
			{
				displayName: 'Terms of Payment Tag',
				name: 'paymentTermsPrefix',
				type: 'string',
				default: 'BV=',
				description:
					'What stands before the days in the customer’s tag; only where the field Payment Days is not Off',
			},
		]),
	],
);
