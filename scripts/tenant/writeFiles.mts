import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rendered } from '../../tenant/types.ts';

export interface Written {
	file: string;
	/** In a dry run what would be done to it. */
	action: 'written' | 'updated' | 'unchanged' | 'would be written' | 'would be updated';
}

/** Writes the workflows; a file that is the same already stays as it is. */
export function writeFiles(folder: string, rendered: Rendered[], dryRun: boolean): Written[] {
	if (!dryRun) mkdirSync(folder, { recursive: true });
	return rendered.map(({ file, workflow }) => {
		const path = join(folder, file);
		const text = `${JSON.stringify(workflow, null, '\t')}\n`;
		const before = textOf(path);
		if (before === text) return { file, action: 'unchanged' };
		const action = before === undefined ? 'written' : 'updated';
		if (dryRun) return { file, action: `would be ${action}` };
		writeFileSync(path, text);
		return { file, action };
	});
}

/** Workflows in the folder that this tenant file doesn't make: of a scheme that is off now, perhaps. */
export function leftOver(folder: string, rendered: Rendered[]): string[] {
	const made = rendered.map(({ file }) => file);
	try {
		return readdirSync(folder).filter((file) => file.endsWith('.json') && !made.includes(file));
	} catch {
		return [];
	}
}

function textOf(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}
