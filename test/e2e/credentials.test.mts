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

/** A test that n8n makes by itself gives the system's word for it. */
const UNREACHABLE = /reach|connect|ECONNREFUSED/i;

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
		title: 'a Kleer that cannot be reached',
		account: () => kleerAccount(sandbox, { baseUrl: `${NOBODY}/v1` }),
		says: UNREACHABLE,
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
		title: 'a Cinode that cannot be reached',
		account: () => cinodeAccount(sandbox, { baseUrl: NOBODY }),
		says: UNREACHABLE,
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
