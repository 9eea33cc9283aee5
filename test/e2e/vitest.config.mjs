import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.mjs';

// One n8n for all files, since starting one takes ten seconds; so one file at a time.
export default mergeConfig(
	base,
	defineConfig({
		test: {
			globalSetup: ['test/e2e/support/global.mts'],
			fileParallelism: false,
			testTimeout: 120_000,
			hookTimeout: 120_000,
			teardownTimeout: 30_000,
		},
	}),
);
