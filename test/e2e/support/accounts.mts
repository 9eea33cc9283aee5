import type { Sandbox } from '../../sandbox/index.mts';
import type { CredentialInput } from './n8n.mts';

/** Names that the templates ask for; n8n links them by these. */
const KLEER = 'Kleer account';
const CINODE = 'Cinode account';

export function kleerAccount({ kleer }: Sandbox, changes: Record<string, string> = {}): CredentialInput {
	const data = { baseUrl: kleer.baseUrl, companyId: String(kleer.companyId), accessToken: kleer.token };
	return { name: KLEER, type: 'kleerApi', data: { ...data, ...changes } };
}

export function cinodeAccount({ cinode }: Sandbox, changes: Record<string, string> = {}): CredentialInput {
	const data = {
		baseUrl: cinode.url,
		authentication: 'apiAccount',
		accessId: cinode.accessId,
		accessSecret: cinode.accessSecret,
		staticToken: '',
		companyId: '',
	};
	return { name: CINODE, type: 'cinodeApi', data: { ...data, ...changes } };
}
