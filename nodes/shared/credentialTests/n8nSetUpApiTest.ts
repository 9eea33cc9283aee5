import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { addressProblem } from '../../../apis/shared/connectionWords';
import { baseOf } from '../../../tenant/n8nApi';
import { accepted, answered, ask, refused } from './ask';

const USUAL = 'http://localhost:5678';

const REFUSALS: Record<number, string> = {
	401: 'n8n did not accept the key. Make one under Settings > n8n API; each n8n has its own.',
	403: 'The key may not list workflows: give it all scopes, or those in the docs.',
	404: "n8n's public API is switched off (N8N_PUBLIC_API_DISABLED), or this is not n8n's own address.",
};

/** Whether n8n takes its key, where its address is filled in; else nobody here knows it, and the form's first page says. */
export async function n8nSetUpApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { baseUrl = '', apiKey = '' } = (data ?? {}) as { baseUrl?: string; apiKey?: string };
	if (apiKey.trim() === '') return refused('The key is empty. Make one under Settings > n8n API.');
	if (baseUrl.trim() === '') return accepted;
	const problem = addressProblem(baseUrl, USUAL);
	if (problem) return refused(problem);
	return await answered(async () => {
		const base = baseOf(baseUrl);
		const { status } = await ask(this, base, {
			url: `${base}/api/v1/workflows?limit=1`,
			headers: { 'X-N8N-API-KEY': apiKey, Accept: 'application/json' },
		});
		if (status >= 200 && status < 300) return accepted;
		return refused(REFUSALS[status] ?? `n8n answered with HTTP ${status}. Check the base URL.`);
	});
}
