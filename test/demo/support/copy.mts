import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../e2e/support/scripts.mts';

/** The checkout as a clone of it would be, with what isn't committed yet: no node_modules, no dist. */
export class FreshCopy {
	readonly folder = mkdtempSync(join(tmpdir(), 'kleer-cinode-clone-'));

	constructor() {
		const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
			cwd: root,
			encoding: 'utf8',
		});
		for (const file of files.split('\0').filter(Boolean)) {
			if (existsSync(join(root, file))) cpSync(join(root, file), join(this.folder, file));
		}
	}

	remove(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}
