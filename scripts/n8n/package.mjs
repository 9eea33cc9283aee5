import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/paths.mjs';
import { runToEnd } from '../support/processes.mjs';
import { nodesFolder } from './environment.mjs';

/**
 * Puts the built package where n8n finds it. A copy and not a link: through a link n8n would follow into the
 * checkout's node_modules and load a second n8n-workflow, whose error classes it doesn't know.
 *
 * @param {string} userFolder
 */
export async function placeBuild(userFolder) {
	const target = await emptyTarget(userFolder);
	for (const name of ['package.json', 'dist', 'workflows']) {
		await cp(join(root, name), join(target, name), { recursive: true });
	}
}

/**
 * Packs the package as npm would publish it and unpacks that for n8n, so that exactly what ships is what runs.
 *
 * @param {string} userFolder
 * @returns {Promise<string>} the folder of the unpacked package
 */
export async function placePacked(userFolder) {
	const work = await mkdtemp(join(tmpdir(), 'kleer-cinode-pack-'));
	try {
		await runToEnd(
			'npm pack',
			'npm',
			['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', work],
			{
				cwd: root,
			},
		);
		const [tarball] = (await readdir(work)).filter((name) => name.endsWith('.tgz'));
		await runToEnd('tar', 'tar', ['-xzf', tarball], { cwd: work });
		const target = await emptyTarget(userFolder);
		await rm(target, { recursive: true });
		// cp when the temporary folder is on another disk.
		await rename(join(work, 'package'), target).catch(() =>
			cp(join(work, 'package'), target, { recursive: true }),
		);
		return target;
	} finally {
		await rm(work, { recursive: true, force: true });
	}
}

async function emptyTarget(userFolder) {
	const { name } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	const target = join(nodesFolder(userFolder), name);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	return target;
}
