import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { empty, invalid, json, tooMany } from './replies.mts';

const SECRET = 'sandbox-signing-key';
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function sign(text: string): string {
	return createHmac('sha256', SECRET).update(text).digest('base64url');
}

/** A JWT (HS256) with the given claims. */
export function jwt(claims: object): string {
	const text = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64(claims)}`;
	return `${text}.${sign(text)}`;
}

function claimsOf(token: string): { exp?: number } | undefined {
	const [head, body, signature] = token.split('.');
	if (!head || !body || !signature) return undefined;
	const expected = Buffer.from(sign(`${head}.${body}`));
	const given = Buffer.from(signature);
	if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
	return JSON.parse(Buffer.from(body, 'base64url').toString()) as { exp?: number };
}

/** The levels the caller's bearer token gives; undefined: not a valid token, so 401. */
export function levelsOf(call: Call, world: World): Set<number> | undefined {
	const header = String(call.headers.authorization ?? '');
	const token = /^Bearer (\S+)$/i.exec(header)?.[1];
	if (!token) return undefined;
	const fixed = world.cinode.staticTokens.get(token);
	if (fixed) return fixed.levels ?? world.cinode.apiAccount.levels;
	const claims = claimsOf(token);
	if (!claims?.exp || claims.exp * 1000 <= world.now()) return undefined;
	return world.cinode.apiAccount.levels;
}

/** A new pair: the access token lives 120 seconds (docs/vendors.md#cinode-token). */
function newPair(world: World): Answer {
	const { cinode } = world;
	const seconds = Math.floor(world.now() / 1000);
	const access = jwt({
		sub: String(cinode.apiAccount.ownerId),
		companySub: String(cinode.company.id),
		exp: seconds + cinode.options.tokenSeconds,
		jti: randomUUID(),
	});
	const refresh = randomUUID().replace(/-/g, '');
	cinode.refreshTokens.set(refresh, world.now());
	cinode.issuedTokens.push(access, refresh);
	return json({ access_token: access, refresh_token: refresh });
}

/** GET /token with Basic accessId:accessSecret; two per two seconds. */
export function getToken(call: Call, world: World): Answer {
	const refused = countToken(world);
	if (refused) return refused;
	const basic = /^Basic (\S+)$/i.exec(String(call.headers.authorization ?? ''))?.[1];
	const { accessId, accessSecret } = world.cinode.apiAccount;
	const given = basic && Buffer.from(basic, 'base64').toString('utf8');
	if (given !== `${accessId}:${accessSecret}`) return empty(401);
	if (!world.cinode.options.apiEnabled) return empty(403);
	return newPair(world);
}

/** POST /token/refresh. A refresh token is good for one use and a day (assumed; facts say unknown). */
export function refreshToken(call: Call, world: World): Answer {
	const refused = countToken(world);
	if (refused) return refused;
	if (!world.cinode.options.apiEnabled) return empty(403);
	const body = call.body as { refreshToken?: unknown } | undefined;
	const token = body?.refreshToken;
	if (typeof token !== 'string') return invalid({ RefreshToken: ['The RefreshToken field is required.'] });
	const issued = world.cinode.refreshTokens.get(token);
	world.cinode.refreshTokens.delete(token);
	if (issued === undefined || world.now() - issued > 86_400_000) return empty(401);
	return newPair(world);
}

function countToken(world: World): Answer | undefined {
	const { limits, options } = world.cinode;
	return limits.token.take(world.now(), options.enforceTokenLimit).allowed ? undefined : tooMany();
}
