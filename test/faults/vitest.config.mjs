import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.mjs';

/** Faults and the oracle: long tests, in the form that test/extent.mts chooses. */
export default mergeConfig(
	base,
	defineConfig({
		test: { testTimeout: 1_800_000, hookTimeout: 300_000, setupFiles: ['test/faults/setup.mts'] },
	}),
);
