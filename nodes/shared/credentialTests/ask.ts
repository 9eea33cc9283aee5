import type { ICredentialTestFunctions, IHttpRequestOptions, INodeCredentialTestResult } from 'n8n-workflow';
import { VendorError, attempt } from '../../../base';
import { connectionWords } from '../../../apis/shared/connectionWords';

/** What came back; whether it fits is for whoever asked. */
export interface Answer {
	status: number;
	headers: Record<string, string | undefined>;
	body: unknown;
}

/** Nothing came back; the message says why. */
class NoAnswer extends Error {}

const TIMEOUT_MS = 20_000;

/**
 * One request of a credential test. It has no other way than n8n's old helper; which follows no redirect here, since
 * a credential must not follow one.
 * @throws NoAnswer
 */
export async function ask(
	{ helpers }: ICredentialTestFunctions,
	baseUrl: string,
	{ url, auth, headers }: Pick<IHttpRequestOptions, 'url' | 'auth' | 'headers'>,
): Promise<Answer> {
	const outcome = await attempt(async () => {
		return (await helpers.request({
			method: 'GET',
			uri: url,
			headers,
			...(auth ? { auth: { user: auth.username, pass: auth.password, sendImmediately: true } } : {}),
			json: true,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number; headers: Answer['headers']; body: unknown };
	});
	if (!outcome.ok) throw new NoAnswer(connectionWords(codeOf(outcome.error), baseUrl));
	const { statusCode: status, headers: answered, body } = outcome.value;
	return { status, headers: answered, body };
}

export const accepted: INodeCredentialTestResult = { status: 'OK', message: 'Connection successful!' };

/** The test's answer; a failure on the way is an answer as well. */
export async function answered(
	test: () => Promise<INodeCredentialTestResult>,
): Promise<INodeCredentialTestResult> {
	const outcome = await attempt(test);
	if (outcome.ok) return outcome.value;
	const { error } = outcome;
	const advice = error instanceof VendorError && error.advice ? `. ${error.advice}` : '';
	return refused(`${error instanceof Error ? error.message : String(error)}${advice}`);
}

export function refused(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

function codeOf(error: unknown): string {
	for (let depth = 0, at = error; at && depth < 5; depth++, at = (at as { cause?: unknown }).cause) {
		const { code } = at as { code?: unknown };
		if (typeof code === 'string') return code;
	}
	return '';
}
