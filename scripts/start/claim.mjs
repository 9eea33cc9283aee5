import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root } from '../support/paths.mjs';
import { busyReason } from '../support/ports.mjs';
import { killGroup, stampOf } from '../support/processes.mjs';

/**
 * What is kept between starts: n8n's database, and what was edited there. Outside the checkout, or `npm run lint` would
 * go through the editor that n8n unpacks there. While a demo runs, a note in its folder says so.
 */
const folders = join(cache, 'start');
const NOTE = 'running.json';
const USUAL_PORT = 5678;

/**
 * The folder of the demo whose n8n has that port: two demos of one checkout share no database.
 *
 * @param {number} port
 */
export function demoFolder(port) {
	const checkout = createHash('sha256').update(root).digest('hex').slice(0, 12);
	return join(folders, port === USUAL_PORT ? checkout : `${checkout}-${port}`);
}

/**
 * What runs in that folder, if anything.
 *
 * @param {string} folder
 * @returns {{ pid: number, about: Record<string, string> } | undefined}
 */
export function runningIn(folder) {
	const note = read(folder);
	return note && isAlive(note.owner) ? { pid: note.owner.pid, about: note.about } : undefined;
}

/** Ends what demos left behind that were killed themselves, on whatever ports. */
export async function sweepLeftovers() {
	for (const name of names()) {
		const folder = join(folders, name);
		const note = read(folder);
		if (!note || isAlive(note.owner)) continue;
		const left = note.children.filter(isAlive);
		for (const child of left) killGroup(child.pid);
		// A process of many threads seems gone before its ports are free.
		for (let tries = 0; left.length > 0 && tries < 100 && (await anyBusy(note.ports)); tries++) {
			await wait(100);
		}
		rmSync(join(folder, NOTE), { force: true });
	}
}

/**
 * Notes that this process runs the demo in that folder. Of two that try at once only one succeeds.
 *
 * @param {string} folder
 * @param {{ about: Record<string, string>, ports: number[] }} what addresses, for whoever tries to start a second
 *   one; and what has to be free when it is gone
 * @returns {{ addChild(pid: number): void, release(): void } | undefined} undefined: another one was first
 */
export function claim(folder, { about, ports }) {
	const note = { owner: identityOf(process.pid), about, ports, children: [] };
	const place = join(folder, NOTE);
	// Beside it first: nobody ever reads half a note.
	const draft = `${place}.${process.pid}`;
	const write = (put) => {
		writeFileSync(draft, JSON.stringify(note));
		put(draft, place);
		rmSync(draft, { force: true });
	};
	mkdirSync(folder, { recursive: true });
	try {
		write(linkSync);
	} catch (error) {
		rmSync(draft, { force: true });
		if (error.code !== 'EEXIST') throw error;
		return undefined;
	}
	return {
		addChild(pid) {
			note.children.push(identityOf(pid));
			write(renameSync);
		},
		release: () => rmSync(place, { force: true }),
	};
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function anyBusy(ports) {
	for (const port of ports) if (await busyReason(port)) return true;
	return false;
}

const identityOf = (pid) => ({ pid, stamp: stampOf(pid) });
const isAlive = ({ pid, stamp }) => stamp !== '' && stampOf(pid) === stamp;

function names() {
	try {
		return readdirSync(folders);
	} catch {
		return [];
	}
}

function read(folder) {
	try {
		return JSON.parse(readFileSync(join(folder, NOTE), 'utf8'));
	} catch {
		return undefined;
	}
}
