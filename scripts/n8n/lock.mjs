import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../support/processes.mjs';
import { say } from '../support/progress.mjs';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs `work` while holding a lock that holds across processes; whoever comes second waits and is told why.
 * A lock whose owner has died is taken over.
 *
 * @template T
 * @param {string} folder the lock is a folder of this name: creating one either works or says that it is there
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, work) {
	const owner = join(folder, 'pid');
	for (let waited = 0; ; waited += 1) {
		try {
			await mkdir(folder);
			await writeFile(owner, String(process.pid));
			break;
		} catch (error) {
			if (error.code !== 'EEXIST') throw error;
		}
		if (await isAbandoned(folder, owner)) {
			// Renamed first: of two that find it abandoned only one gets it.
			const aside = `${folder}.${process.pid}`;
			await rename(folder, aside).catch(() => {});
			await rm(aside, { recursive: true, force: true });
			continue;
		}
		if (waited % 10 === 0) say(`Another process is at it already (${folder}); waiting …`);
		await wait(1_000);
	}
	try {
		return await work();
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function isAbandoned(folder, owner) {
	const pid = Number(await readFile(owner, 'utf8').catch(() => ''));
	if (pid) return !isAlive(pid);
	// No pid yet: it is being written right now, unless the folder is older than that can take.
	const made = await stat(folder).catch(() => undefined);
	return made !== undefined && Date.now() - made.mtimeMs > 5_000;
}
