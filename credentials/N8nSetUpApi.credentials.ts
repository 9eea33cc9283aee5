import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A key of this n8n's own API, by which the set-up form makes workflows. */
export class N8nSetUpApi implements ICredentialType {
	name = 'n8nSetUpApi';

	displayName = 'n8n API';

	icon: Icon = { light: 'file:../icons/mapper.svg', dark: 'file:../icons/mapper.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-kleer-cinode/n8n-nodes-kleer-cinode/blob/main/docs/credentials.md#n8n-itself';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'A key of this n8n: Settings > n8n API > Create API Key',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://localhost:5678',
			description:
				'Where this n8n answers itself. Empty for the address of its editor; fill it in only where n8n can’t reach that one.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'X-N8N-API-KEY': '={{$credentials.apiKey}}' } },
	};
}
