import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Process groups that this process started and that still live. */
const groups = new Set();

// The last net: whatever way this process ends, nothing it started stays behind.
process.on('exit', () => {
	for (const pid of groups) signal(pid, 'SIGKILL');
});

/** Signals a whole group; one that has gone already is fine. */
function signal(pid, name) {
	try {
		process.kill(-pid, name);
		return true;
	} catch {
		return false;
	}
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @typedef {object} Running
 * @property {string} name
 * @property {number} pid also the id of its process group
 * @property {boolean} stopping true once stop() was called
 * @property {Promise<{ code: number | null, signal: string | null }>} exited
 * @property {() => string} tail the last lines that it wrote
 * @property {(graceMs?: number) => Promise<void>} stop SIGTERM to its group, SIGKILL to what is left after the grace
 */

/**
 * Starts a process in a group of its own, so that it can be stopped with all its children and without anything else.
 *
 * @param {string} name for messages
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, logFile?: string, onLine?: (line: string) => void,
 *   onMessage?: (message: any) => Promise<unknown> }} [options] `onMessage`: for a process of Node that asks something
 *   with process.send(); it gets the answer as a message
 * @returns {Running}
 */
export function startProcess(name, command, args, options = {}) {
	const { cwd, env = process.env, logFile, onLine, onMessage } = options;
	const child = /** @type {import('node:child_process').ChildProcess} */ (
		spawn(command, args, {
			cwd,
			env,
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe', ...(onMessage ? /** @type {const} */ (['ipc']) : [])],
		})
	);
	if (child.pid !== undefined) groups.add(child.pid);
	child.on('message', async (message) => {
		const answer = await onMessage?.(message);
		if (child.connected)
			child.send(/** @type {import('node:child_process').Serializable} */ (answer ?? null));
	});

	let log;
	if (logFile) {
		mkdirSync(dirname(logFile), { recursive: true });
		log = createWriteStream(logFile);
	}
	let recent = '';
	for (const stream of [child.stdout, child.stderr]) {
		if (!stream) continue;
		stream.setEncoding('utf8');
		let rest = '';
		stream.on('data', (chunk) => {
			log?.write(chunk);
			recent = (recent + chunk).slice(-8_000);
			if (!onLine) return;
			const lines = (rest + chunk).split('\n');
			rest = lines.pop() ?? '';
			lines.forEach((line) => onLine(line));
		});
		stream.on('end', () => rest && onLine?.(rest));
	}

	const exited = new Promise((resolve) => {
		child.on('error', (error) => {
			recent += `\n${error.message}`;
			resolve({ code: 127, signal: null });
		});
		// 'close' rather than 'exit': by then the last output has been read.
		child.on('close', (code, signalName) => resolve({ code, signal: signalName }));
	});
	exited.then(() => {
		log?.end();
		// A leader that died may leave children; they belong to us too.
		if (child.pid !== undefined && !signal(child.pid, 0)) groups.delete(child.pid);
	});

	const running = {
		name,
		pid: child.pid ?? -1,
		stopping: false,
		exited,
		tail: () => recent.trim().split('\n').slice(-25).join('\n'),
		async stop(graceMs = 10_000) {
			running.stopping = true;
			if (child.pid === undefined) return;
			const until = Date.now() + graceMs;
			let alive = signal(child.pid, 'SIGTERM');
			while (alive && Date.now() < until) {
				await wait(50);
				alive = signal(child.pid, 0);
			}
			if (alive) signal(child.pid, 'SIGKILL');
			await exited;
			groups.delete(child.pid);
		},
	};
	return running;
}

/**
 * Runs a command to its end; an exit code other than 0 becomes an error that carries the last lines of output.
 *
 * @param {string} name for messages
 * @param {string} command
 * @param {string[]} args
 * @param {Parameters<typeof startProcess>[3]} [options]
 */
export async function runToEnd(name, command, args, options) {
	const running = startProcess(name, command, args, options);
	const { code, signal: signalName } = await running.exited;
	if (code !== 0) {
		const where = options?.logFile ? `, all of its output is in ${options.logFile}` : '';
		throw new Error(`${name} failed (${signalName ?? `exit code ${code}`})${where}\n${running.tail()}`);
	}
	return running.tail();
}

/**
 * Lets Ctrl-C and kill end this process tidily: `stop` runs once, then the process leaves with the usual code.
 * The end of the npm that started it counts too: npm passes a kill on to its shell only.
 *
 * @param {(signalName: string) => Promise<void>} stop
 */
export function onStopSignal(stop) {
	let stopping = false;
	const leave = (name, number) => {
		if (stopping) return;
		stopping = true;
		stop(name).finally(() => process.exit(128 + number));
	};
	for (const [name, number] of Object.entries({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 })) {
		process.on(name, () => leave(name, number));
	}
	const starters = npmAbove();
	const watch = () => starters.some((pid) => !isAlive(pid)) && leave('SIGTERM', 15);
	if (starters.length > 0) setInterval(watch, 500).unref();
}

/** The shell in which npm started this process, and npm itself; empty when npm didn't. */
function npmAbove() {
	if (!process.env.npm_lifecycle_event) return [];
	const pids = [process.ppid];
	try {
		const above = Number(statOf(process.ppid)[1]);
		if (/\bnpm\b/.test(readFileSync(`/proc/${above}/cmdline`, 'utf8'))) pids.push(above);
	} catch {
		// No /proc on this system: the shell alone has to do.
	}
	return pids;
}

/**
 * What tells a process from a later one with the same id: when it began. Empty when it doesn't live.
 *
 * @param {number} pid
 */
export function stampOf(pid) {
	try {
		const [state, ...fields] = statOf(pid);
		return state === 'Z' ? '' : fields[18];
	} catch {
		// No /proc on this system, or no such process.
	}
	try {
		return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}).trim();
	} catch {
		return '';
	}
}

/**
 * Ends a process group that an earlier process of ours left behind.
 *
 * @param {number} pid of its leader
 */
export function killGroup(pid) {
	signal(pid, 'SIGKILL');
}

/** What Linux says of a process, from its state on; throws elsewhere, and when there is none. */
function statOf(pid) {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// Before it stands the command in brackets, which may hold anything.
	return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Dead, but nobody has asked for its end yet: in a container perhaps nobody ever does. */
function isZombie(pid) {
	try {
		return statOf(pid)[0] === 'Z';
	} catch {
		return false;
	}
}

/** Whether a process of that id lives, also when it isn't ours to signal. */
export function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return !isZombie(pid);
	} catch (error) {
		return error.code === 'EPERM';
	}
}
