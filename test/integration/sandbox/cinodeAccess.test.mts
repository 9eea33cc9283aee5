import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { cinode, token } from './clients.mts';

let sandbox: Sandbox;
let now: number;
const MORNING = Date.parse('2026-05-04T08:00:00Z');

beforeEach(async () => {
	now = MORNING;
	sandbox = await startSandbox({ now: () => now, limits: true });
});
afterEach(() => sandbox.close());

const whoami = (bearer: string) => cinode(sandbox, 'GET', '/_whoami', { token: bearer });
const claims = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

describe('tokens', () => {
	it('live 120 seconds and say whose they are', async () => {
		const access = (await token(sandbox)).json.access_token;
		expect(claims(access)).toMatchObject({ sub: '5001', companySub: '1717', exp: MORNING / 1000 + 120 });
		now += 119_000;
		expect((await whoami(access)).json).toEqual({ companyId: 1717, companyUserId: 5001 });
		now += 1000;
		const late = await whoami(access);
		expect([late.status, late.text]).toEqual([401, '']);
	});

	it('refuse a wrong secret, a forged token and none', async () => {
		expect((await token(sandbox, 'wrong')).status).toBe(401);
		const access: string = (await token(sandbox)).json.access_token;
		expect((await whoami(access.slice(0, -3) + 'abc')).status).toBe(401);
		expect((await whoami('nonsense')).status).toBe(401);
	});

	it('can be refreshed, once', async () => {
		const body = { refreshToken: (await token(sandbox)).json.refresh_token };
		const refreshed = await cinode(sandbox, 'POST', '/token/refresh', { body });
		expect((await whoami(refreshed.json.access_token)).status).toBe(200);
		now += 3000;
		expect((await cinode(sandbox, 'POST', '/token/refresh', { body })).status).toBe(401);
	});

	it('are given twice in two seconds, without eating the plan', async () => {
		expect([(await token(sandbox)).status, (await token(sandbox)).status]).toEqual([200, 200]);
		const third = await token(sandbox);
		expect([third.status, third.json.status]).toEqual([429, 429]);
		now += 2000;
		const again = await token(sandbox);
		expect(again.status).toBe(200);
		expect(again.headers.get('x-daily-requests-left')).toBeNull();
		const first = await whoami(again.json.access_token);
		expect(first.headers.get('x-daily-requests-left')).toBe('9999');
	});

	it('also come as static ones, with and without the company in them', async () => {
		expect(claims(sandbox.cinode.staticToken).companySub).toBe('1717');
		expect(claims(sandbox.cinode.staticTokenWithoutCompany).companySub).toBeUndefined();
		now += 400 * 86_400_000;
		expect((await whoami(sandbox.cinode.staticToken)).status).toBe(200);
		expect((await whoami(sandbox.cinode.staticTokenWithoutCompany)).status).toBe(200);
	});

	it('need the API to be switched on', async () => {
		sandbox.cinode.store.options.apiEnabled = false;
		expect((await token(sandbox)).status).toBe(403);
	});
});

describe('limits', () => {
	const call = () => whoami(sandbox.cinode.staticToken);

	it('allow 40 requests in any two seconds', async () => {
		for (let i = 0; i < 40; i++)
			expect((await call()).headers.get('x-ratelimit-remaining')).toBe(String(39 - i));
		const refused = await call();
		expect(refused.status).toBe(429);
		expect(refused.json).toEqual({
			description: 'Request limit was exceeded, please try again after 2 seconds from now',
			moreInfo: 'https://github.com/Cinode-Labs/api#rate-limiting',
			status: 429,
		});
		expect(refused.headers.get('x-ratelimit-reset')).toBe('2');
		now += 1999;
		expect((await call()).status).toBe(429);
		now += 1;
		expect((await call()).status).toBe(200);
	});

	it('allow 10,000 a day, until midnight UTC', async () => {
		sandbox.cinode.store.limits.plan.usedToday = 9_999;
		expect((await call()).headers.get('x-daily-requests-left')).toBe('0');
		now = Date.parse('2026-05-04T23:59:59Z');
		expect((await call()).status).toBe(429);
		now = Date.parse('2026-05-05T00:00:00Z');
		const fresh = await call();
		expect([fresh.status, fresh.headers.get('x-daily-requests-left')]).toEqual([200, '9999']);
	});

	it('count only in default mode, except for /token', async () => {
		const easy = await startSandbox();
		const all = await Promise.all(
			Array.from({ length: 45 }, () => cinode(easy, 'GET', '/_whoami', { token: easy.cinode.staticToken })),
		);
		expect(all.every((reply) => reply.status === 200)).toBe(true);
		const tokens = await Promise.all([token(easy), token(easy), token(easy)]);
		expect(tokens.map((reply) => reply.status).sort()).toEqual([200, 200, 429]);
		await easy.close();
	});
});
