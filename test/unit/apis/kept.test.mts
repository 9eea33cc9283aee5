import { afterEach, describe, expect, it, vi } from 'vitest';
import { Kept } from '../../../apis/shared/kept';

const MINUTE = 60_000;

describe('a reply that is kept', () => {
	afterEach(() => {
		vi.useRealTimers();
	});

	it('is read once in three minutes, and anew where it has to be later', async () => {
		vi.useFakeTimers({ now: 0 });
		const kept = new Kept<number>();
		let asked = 0;
		const get = async (since?: number) => await kept.get('users', async () => ++asked, since);
		expect([await get(), await get()]).toEqual([1, 1]);
		vi.setSystemTime(MINUTE);
		expect([await get(0), await get(1), await get(1)]).toEqual([1, 2, 2]);
		vi.setSystemTime(4 * MINUTE - 1);
		expect(await get()).toBe(2);
		vi.setSystemTime(4 * MINUTE);
		expect(await get()).toBe(3);
	});

	it('that failed is read again, and takes no newer one with it', async () => {
		vi.useFakeTimers({ now: 0 });
		const kept = new Kept<string>();
		let fail = (_error: Error) => {};
		const slow = kept.get('users', async () => await new Promise<string>((_, reject) => (fail = reject)));
		vi.setSystemTime(1);
		const newer = kept.get('users', async () => 'newer', 1);
		fail(new Error('away'));
		await expect(slow).rejects.toThrow('away');
		expect(await newer).toBe('newer');
		expect(await kept.get('users', async () => 'newest')).toBe('newer');
		await expect(kept.get('clients', async () => await Promise.reject(new Error('away')))).rejects.toThrow();
		expect(await kept.get('clients', async () => 'back')).toBe('back');
	});
});
