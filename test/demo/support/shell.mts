import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../e2e/support/scripts.mts';

export interface Ran {
	code: number | null;
	stdout: string;
	stderr: string;
}

/** Runs lines as a person types them into a shell; the first that fails ends it. */
export async function shell(lines: string, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
	const child = spawn('bash', ['-ec', lines], { cwd, env: { ...process.env, ...env } });
	const ran: Ran = { code: null, stdout: '', stderr: '' };
	child.stdout.on('data', (chunk: Buffer) => (ran.stdout += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (ran.stderr += chunk.toString()));
	ran.code = await new Promise((resolve) => child.on('close', resolve));
	return ran;
}

/** The commands that stand below a heading of a document, block by block. */
export function commandsBelow(file: string, heading: string): string[] {
	const text = readFileSync(join(root, file), 'utf8');
	const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
	return [...section.matchAll(/^```\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
}
