import type { TestProject } from 'vitest/node';
import { launchN8n, type N8nAddress } from './process.mts';

declare module 'vitest' {
	export interface ProvidedContext {
		n8n: N8nAddress;
	}
}

/** Starts the n8n that all test files share, and stops it after the last one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const n8n = await launchN8n();
	const leave = () => void n8n.stop().finally(() => process.exit(1));
	process.once('SIGTERM', leave);
	process.once('SIGINT', leave);
	project.provide('n8n', n8n.address);
	return async () => {
		process.off('SIGTERM', leave);
		process.off('SIGINT', leave);
		await n8n.stop();
	};
}
