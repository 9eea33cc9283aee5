import type { INodeProperties } from 'n8n-workflow';

/** Set-up by the form of the template 'set-up': one step of it per node. */
export const setUpProperties: INodeProperties[] = [
	{
		displayName:
			'This is a step of the template "set-up", which asks the questions. By itself it has no use.',
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Step',
		name: 'step',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Bring',
				value: 'bring',
				description: 'Create and update the workflows, never published, with dry run on',
			},
			{
				name: 'Forget',
				value: 'forget',
				description: 'Delete what n8n kept of the form’s run, once it has ended',
			},
			{
				name: 'Look',
				value: 'look',
				description: 'Look at both accounts and at this n8n, and make the pages; writes nothing',
			},
			{ name: 'Make Last Page', value: 'page', description: 'Show what was done, and the dry run’s report' },
			{
				name: 'Plan',
				value: 'plan',
				description: 'Say what bringing would create, update and keep; writes nothing',
			},
		],
		default: 'look',
	},
	{
		displayName: 'Answers',
		name: 'answers',
		type: 'json',
		default: '{}',
		description: 'What the steps before found and what was answered on the pages',
		displayOptions: { show: { step: ['plan', 'bring', 'page', 'forget'] } },
	},
];
