import type { TestProject } from 'vitest/node';
import type {} from '../../e2e/support/global.mts';
import { launchCluster, type ClusterAddress } from './cluster.mts';

declare module 'vitest' {
	export interface ProvidedContext {
		cluster: ClusterAddress;
	}
}

/** Starts the cluster that all test files share, and stops it after the last one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const from = Date.now();
	const cluster = await launchCluster();
	console.log(`n8n in queue mode is up after ${((Date.now() - from) / 1000).toFixed(1)} s`);
	// The end-to-end tests' helpers take this one for theirs.
	project.provide('n8n', cluster.address.main);
	project.provide('cluster', cluster.address);
	return cluster.stop;
}
