import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { N8n, type CredentialInput } from './support/n8n.mts';

let n8n: N8n;
let sandbox: Sandbox;

beforeAll(async () => {
	[n8n, sandbox] = await Promise.all([N8n.start(), startSandbox()]);
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

/** The loopback's port 1: nobody listens there. */
const NOBODY = 'http://127.0.0.1:1';

/** A name that no server has, for good (RFC 2606). */
const NO_NAME = 'https://kleer.invalid';

interface Case {
	title: string;
	account: () => CredentialInput;
	/** What the message must name. */
	says?: RegExp;
}

const good: Case[] = [
	{ title: 'a Kleer token', account: () => kleerAccount(sandbox) },
	{ title: 'a Cinode API account', account: () => cinodeAccount(sandbox) },
	{
		title: 'a Cinode API account with its company',
		account: () => cinodeAccount(sandbox, { companyId: String(sandbox.cinode.companyId) }),
	},
	{
		title: 'a Cinode static token',
		account: () =>
			cinodeAccount(sandbox, {
				authentication: 'staticToken',
				accessId: '',
				accessSecret: '',
				staticToken: sandbox.cinode.staticToken,
			}),
	},
	{
		title: 'a Cinode static token that names no company',
		account: () =>
			cinodeAccount(sandbox, {
				authentication: 'staticToken',
				accessId: '',
				accessSecret: '',
				staticToken: sandbox.cinode.staticTokenWithoutCompany,
			}),
	},
];

const bad: Case[] = [
	{
		title: 'a wrong Kleer token',
		account: () => kleerAccount(sandbox, { accessToken: 'not-the-token-1' }),
		says: /token/i,
	},
	{
		title: "another company's id at Kleer",
		account: () => kleerAccount(sandbox, { companyId: '999999' }),
		says: /company/i,
	},
	{
		title: 'a Kleer that refuses the connection',
		account: () => kleerAccount(sandbox, { baseUrl: `${NOBODY}/v1` }),
		says: /^127\.0\.0\.1:1 refuses the connection\. Check the base URL and its port$/,
	},
	{
		title: 'an address that does not exist for Kleer',
		account: () => kleerAccount(sandbox, { baseUrl: `${NO_NAME}/v1` }),
		says: /^(There is no address kleer\.invalid|The address kleer\.invalid can't be looked up now)\. Check the base URL/,
	},
	{
		title: 'what is no address for Kleer',
		account: () => kleerAccount(sandbox, { baseUrl: 'api.kleer.se/v1' }),
		says: /^The base URL 'api\.kleer\.se\/v1' is not an address: it has to begin with https:\/\//,
	},
	{
		title: 'a Kleer base URL with the company at its end',
		account: () => kleerAccount(sandbox, { baseUrl: `${sandbox.kleer.baseUrl}/company/1` }),
		says: /Leave '\/company' and what follows out/,
	},
	{
		title: 'a Kleer base URL without version',
		account: () => kleerAccount(sandbox, { baseUrl: sandbox.kleer.url }),
		says: /^Kleer has no API at this base URL\. The default is https:\/\/api\.kleer\.se\/v1\.$|not Kleer's API/,
	},
	{
		title: 'a wrong Cinode secret',
		account: () => cinodeAccount(sandbox, { accessSecret: 'not-the-secret-1' }),
		says: /access id|secret/i,
	},
	{
		title: "another company's id at Cinode",
		account: () => cinodeAccount(sandbox, { companyId: '999999' }),
		says: /company/i,
	},
	{
		title: 'a wrong Cinode static token',
		account: () => cinodeAccount(sandbox, { authentication: 'staticToken', staticToken: 'not-a-token-1' }),
		says: /token/i,
	},
	{
		title: 'a Cinode that refuses the connection',
		account: () => cinodeAccount(sandbox, { baseUrl: NOBODY }),
		says: /^127\.0\.0\.1:1 refuses the connection/,
	},
	{
		title: 'an address that does not exist for Cinode',
		account: () => cinodeAccount(sandbox, { baseUrl: NO_NAME }),
		says: /^(There is no address kleer\.invalid|The address kleer\.invalid can't be looked up now)/,
	},
	{
		title: 'what is no address for Cinode',
		account: () => cinodeAccount(sandbox, { baseUrl: 'htp:/cinode' }),
		says: /^The base URL 'htp:\/cinode' is not an address/,
	},
	{
		title: 'an empty address for Cinode',
		account: () => cinodeAccount(sandbox, { baseUrl: ' ' }),
		says: /^The base URL is empty\. It is https:\/\/api\.cinode\.com as a rule$/,
	},
	{
		title: '/v0.1 at the end of the Cinode address',
		account: () => cinodeAccount(sandbox, { baseUrl: `${sandbox.cinode.url}/v0.1/` }),
		says: /^Leave '\/v0\.1' out at the end of the base URL\. The default is https:\/\/api\.cinode\.com\.$/,
	},
];

describe('testing credentials in n8n', () => {
	it.each(good)('accepts $title', async ({ account }) => {
		expect(await n8n.testCredential(account())).toMatchObject({ status: 'OK' });
	});

	it.each(bad)('refuses $title and says why', async ({ account, says }) => {
		const credential = account();
		const { status, message } = await n8n.testCredential(credential);
		expect(status).toBe('Error');
		expect(message).toMatch(says ?? /./);
		for (const secret of [
			credential.data.accessToken,
			credential.data.accessSecret,
			credential.data.staticToken,
		]) {
			if (secret) expect(message).not.toContain(secret);
		}
	});
});
