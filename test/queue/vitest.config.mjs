import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.mjs';

// One n8n of eight processes for all files; so one file at a time.
export default mergeConfig(
	base,
	defineConfig({
		test: {
			globalSetup: ['test/queue/support/global.mts'],
			fileParallelism: false,
			testTimeout: 600_000,
			hookTimeout: 180_000,
			teardownTimeout: 60_000,
		},
	}),
);
