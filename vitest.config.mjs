import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

export default defineConfig({
	test: {
		include: ['test/**/*.test.mts'],
		setupFiles: ['test/setup.mts'],
		testTimeout: 90_000,
		hookTimeout: 120_000,
	},
	resolve: {
		// n8n-core loads the CommonJS build; with the ESM one in tests there would be two NodeApiError classes.
		alias: { 'n8n-workflow': require.resolve('n8n-workflow') },
	},
});
