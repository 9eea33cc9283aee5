import { afterAll, beforeAll } from 'vitest';

/**
 * Leaves a file's requests out of those that are held against the vendors' specifications: some are made wrong on
 * purpose.
 */
export function leaveUnrecorded(): void {
	let file: string | undefined;
	beforeAll(() => {
		file = process.env.SANDBOX_REQUEST_LOG;
		delete process.env.SANDBOX_REQUEST_LOG;
	});
	afterAll(() => {
		if (file) process.env.SANDBOX_REQUEST_LOG = file;
	});
}
