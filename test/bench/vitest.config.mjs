import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.mjs';

export default defineConfig(
	mergeConfig(
		{ ...base, test: { ...base.test, include: [] } },
		{
			test: {
				include: ['test/bench/*.bench.mts'],
				testTimeout: 1_200_000,
				hookTimeout: 300_000,
				fileParallelism: false,
			},
		},
	),
);
