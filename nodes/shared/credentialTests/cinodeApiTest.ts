import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { cinodeSession, type CinodeCredential, type TokenReply } from '../../../apis/cinode/session';
import { addressProblem } from '../../../apis/shared/connectionWords';
import { domainProblem, isRedirect, redirectWords } from '../../../apis/shared/egress';
import { attempt, type Attempt } from '../../../base';
import { accepted, answered, ask, refused, type Answer } from './ask';

const USUAL = 'https://api.cinode.com';

/** What is wrong, by status. */
const REFUSALS: Record<number, string> = {
	401: 'Cinode did not accept the access ID and secret, or the static token.',
	403: 'The token does not open this company. Check the company ID, or leave it empty.',
	404: `Cinode has no API or no such company at this base URL. The default is ${USUAL}.`,
};

/** Whether Cinode takes the account or token, and for the company where one is named; asked when it is saved. */
export async function cinodeApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const credential = { companyId: '', ...data } as unknown as CinodeCredential;
	const { baseUrl = '', companyId } = credential;
	const problem = addressProblem(baseUrl, USUAL) ?? domainProblem('Cinode', credential, baseUrl);
	if (problem) return refused(problem);
	const base = baseUrl.trim().replace(/\/+$/, '');
	const [version] = /\/v\d+(\.\d+)?$/.exec(base) ?? [];
	if (version) return refused(`Leave '${version}' out at the end of the base URL. The default is ${USUAL}.`);
	return await answered(async () => {
		const token = await tokenOf(this, credential, base);
		const company = String(companyId ?? '').trim();
		const url = company
			? `${base}/v0.1/companies/${encodeURIComponent(company)}/capabilities`
			: `${base}/_whoami`;
		const { status, headers, body } = await ask(this, base, {
			url,
			headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
		});
		if (status >= 200 && status < 300 && typeof body === 'object') return accepted;
		if (status < 300) return refused(`What answers there is not Cinode's API. The default is ${USUAL}.`);
		if (isRedirect(status)) return refused(redirectWords('Cinode', status, headers.location, url));
		return refused(REFUSALS[status] ?? `Cinode answered with HTTP ${status}. Check the base URL.`);
	});
}

/** An API account's token is the one that the process has; a wrong secret never finds another one's. */
async function tokenOf(
	context: ICredentialTestFunctions,
	credential: CinodeCredential,
	base: string,
): Promise<string> {
	if (credential.authentication === 'staticToken') return credential.staticToken;
	const session = cinodeSession(credential);
	let last: Attempt<Answer> | undefined;
	const httpRequest = async (options: IHttpRequestOptions): Promise<TokenReply> => {
		last = await attempt(async () => await ask(context, base, options));
		if (!last.ok) throw last.error;
		const { status: statusCode, headers, body } = last.value;
		return { statusCode, headers, body };
	};
	const outcome = await attempt(async () => await session.ensure(httpRequest));
	// The session says that Cinode could not be reached; the request knows why.
	if (!outcome.ok) throw last && !last.ok ? last.error : outcome.error;
	return session.current;
}
