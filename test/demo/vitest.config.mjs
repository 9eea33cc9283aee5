import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.mjs';

// Each file starts `npm start` itself, as a person does; so one file at a time.
export default mergeConfig(
	base,
	defineConfig({
		test: {
			globalSetup: ['test/demo/support/global.mts'],
			fileParallelism: false,
			testTimeout: 240_000,
			hookTimeout: 240_000,
			teardownTimeout: 30_000,
		},
	}),
);
