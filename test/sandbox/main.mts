/** `npm run sandbox`: both vendors' servers, for a person to play with. */
import { startSandbox } from './index.mts';

const { env } = process;
const sandbox = await startSandbox({
	kleerPort: Number(env.KLEER_PORT ?? 7401),
	cinodePort: Number(env.CINODE_PORT ?? 7402),
	people: Number(env.PEOPLE ?? 12),
	subcontractors: Number(env.SUBCONTRACTORS ?? 7),
	...(env.LIMITS === '1' ? { limits: true } : {}),
	...(env.EMPTY_CINODE === '1' ? { emptyCinode: true } : {}),
	...(env.LINKED === '1' ? { linked: true } : {}),
});

console.log(`
Both sides, live:   ${sandbox.kleer.url}/

Kleer
  Base URL          ${sandbox.kleer.baseUrl}
  Company ID        ${sandbox.kleer.companyId}
  Access token      ${sandbox.kleer.token}

Cinode
  Base URL          ${sandbox.cinode.url}
  Access ID         ${sandbox.cinode.accessId}
  Access secret     ${sandbox.cinode.accessSecret}
  Company ID        ${sandbox.cinode.companyId} (or empty)

Everything here is invented and gone when this stops (Ctrl+C).
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
}
// Whoever started it was killed.
process.once('disconnect', () => process.exit(0));
