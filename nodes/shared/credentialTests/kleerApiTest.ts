import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import type { KleerCredential } from '../../../apis/kleer/client';
import { addressProblem } from '../../../apis/shared/connectionWords';
import { domainProblem, isRedirect, redirectWords } from '../../../apis/shared/egress';
import { accepted, answered, ask, refused } from './ask';

const USUAL = 'https://api.kleer.se/v1';
const OTHER_COMPANY =
	"The token does not open this company. Check the company ID and the rights of the token's user.";

/** What is wrong, by status; Kleer answers 500 where a company isn't the token's. */
const REFUSALS: Record<number, string> = {
	401: 'Kleer did not accept the access token. Check it, or get a new one.',
	403: OTHER_COMPANY,
	404: `Kleer has no API at this base URL. The default is ${USUAL}.`,
	500: OTHER_COMPANY,
};

/** Whether Kleer takes the token for the company, asked when the credential is saved. */
export async function kleerApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const credential = (data ?? {}) as Partial<KleerCredential>;
	const { baseUrl = '', companyId = '', accessToken = '' } = credential;
	const problem = addressProblem(baseUrl, USUAL) ?? domainProblem('Kleer', credential, baseUrl);
	if (problem) return refused(problem);
	const base = baseUrl.trim().replace(/\/+$/, '');
	if (/\/company(\/[^/]*)?$/.test(base)) {
		return refused(`Leave '/company' and what follows out of the base URL. The default is ${USUAL}.`);
	}
	return await answered(async () => {
		const url = `${base}/company/${encodeURIComponent(String(companyId).trim())}/user/me`;
		const { status, headers, body } = await ask(this, base, {
			url,
			// Kleer answers XML unless the Content-Type says JSON, also for requests without a body.
			headers: {
				'X-Token': accessToken,
				Accept: 'application/json',
				'Content-Type': 'application/json',
			},
		});
		if (status >= 200 && status < 300 && typeof body === 'object') return accepted;
		if (status < 300) return refused(`What answers there is not Kleer's API. The default is ${USUAL}.`);
		if (isRedirect(status)) return refused(redirectWords('Kleer', status, headers.location, url));
		return refused(REFUSALS[status] ?? `Kleer answered with HTTP ${status}. Check the base URL.`);
	});
}
