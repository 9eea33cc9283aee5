import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { checkDomain } from '../apis/shared/egress';
import { cinodeSession, type CinodeCredential } from '../apis/cinode/session';

export class CinodeApi implements ICredentialType {
	name = 'cinodeApi';

	displayName = 'Cinode API';

	icon: Icon = { light: 'file:../icons/cinode.svg', dark: 'file:../icons/cinode.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-kleer-cinode/n8n-nodes-kleer-cinode/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.cinode.com',
			required: true,
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'API Account',
					value: 'apiAccount',
					description: 'An access ID and secret, made under My account > API accounts in Cinode',
				},
				{
					name: 'Static Token',
					value: 'staticToken',
					description: 'A long-lived token, made under Administration > Tokens in Cinode',
				},
			],
			default: 'apiAccount',
		},
		{
			displayName: 'Access ID',
			name: 'accessId',
			type: 'string',
			default: '',
			displayOptions: { show: { authentication: ['apiAccount'] } },
		},
		{
			displayName: 'Access Secret',
			name: 'accessSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { authentication: ['apiAccount'] } },
		},
		{
			displayName: 'Static Token',
			name: 'staticToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { authentication: ['staticToken'] } },
		},
		{
			displayName: 'Company ID',
			name: 'companyId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1234',
			description: 'Leave empty to use the company that the token belongs to',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			// n8n calls preAuthentication only when there is a hidden field marked so; it always stays empty.
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/**
	 * Called by n8n before every request, and after a 401 with the token that failed. Gives nothing back, so that
	 * n8n stores nothing: the token lives in this process only, and as long as Cinode lets it.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const account = credentials as unknown as CinodeCredential;
		if (account.authentication !== 'staticToken') {
			checkDomain('Cinode', account, account.baseUrl);
			const failed = String(credentials.accessToken ?? '');
			await cinodeSession(account).ensure(this.helpers.httpRequest, failed || undefined);
		}
		return {};
	}

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const account = credentials as unknown as CinodeCredential;
		const token =
			account.authentication === 'staticToken' ? account.staticToken : cinodeSession(account).current;
		// Only on this request's copy: after a 401 it tells preAuthentication which token failed.
		credentials.accessToken = token;
		return { ...requestOptions, headers: { ...requestOptions.headers, Authorization: `Bearer ${token}` } };
	};
}
