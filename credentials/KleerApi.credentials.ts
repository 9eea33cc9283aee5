import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class KleerApi implements ICredentialType {
	name = 'kleerApi';

	displayName = 'Kleer API';

	icon: Icon = { light: 'file:../icons/kleer.svg', dark: 'file:../icons/kleer.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-kleer-cinode/n8n-nodes-kleer-cinode/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.kleer.se/v1',
			required: true,
			description:
				'Where the API answers. Use https://test-api.kleer.se/v1 for the test API with its own storage.',
		},
		{
			displayName: 'Company ID',
			name: 'companyId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1234',
			description: "The company's number in Kleer",
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The X-Token of a user with payroll rights. Find it under Settings > API in Kleer, or ask support@kleer.se for it.',
		},
	];

	// Kleer answers XML unless the Content-Type says JSON, also for requests without a body.
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				'X-Token': '={{$credentials.accessToken}}',
				Accept: 'application/json',
				'Content-Type': 'application/json',
			},
		},
	};
}
