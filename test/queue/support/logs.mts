import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';

/** All that the processes of a member have logged, one after the other. */
export async function logOf(folder: string): Promise<string> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
	const texts = await Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
	return texts.join('\n');
}

/** All that anything in the cluster has logged, PostgreSQL and Redis included. */
export async function allLogs(): Promise<string> {
	const { main, workers, processors, folder } = inject('cluster');
	const folders = [...workers, ...processors].map((member) => member.folder);
	const texts = [...folders, join(folder, 'postgres'), join(folder, 'redis')].map(logOf);
	return (await Promise.all([readFile(main.logFile, 'utf8'), ...texts])).join('\n');
}
