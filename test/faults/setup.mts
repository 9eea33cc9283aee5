import { vi } from 'vitest';

// Waiting is not what is tested here: without it a disturbed run takes seconds.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 100)),
}));
