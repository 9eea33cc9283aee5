import { ensureBuild, ensureN8n } from '../../e2e/support/scripts.mts';

/** What takes minutes on a new machine, so that no test waits for it. */
export default async function setup(): Promise<void> {
	await ensureBuild();
	await ensureN8n();
}
