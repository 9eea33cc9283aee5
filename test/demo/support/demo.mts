import { rm } from 'node:fs/promises';
import { demoFolder } from '../../../scripts/start/claim.mjs';
import { freePort } from '../../../scripts/support/ports.mjs';
import { startProcess } from '../../../scripts/support/processes.mjs';
import { root } from '../../e2e/support/scripts.mts';
import { until } from './until.mts';

export interface Ports {
	n8n: number;
	kleer: number;
	cinode: number;
}

export async function freePorts(): Promise<Ports> {
	return { n8n: await freePort(), kleer: await freePort(), cinode: await freePort() };
}

/** `npm start`, as a person types it. */
export class Demo {
	private text = '';
	private readonly running;
	/** Its end, with the code that the shell would see. */
	readonly ended: Promise<number | null>;
	/** Of the page that shows both systems. */
	readonly page: string;
	readonly n8n: string;

	constructor(readonly ports: Ports) {
		this.page = `http://127.0.0.1:${ports.kleer}/`;
		this.n8n = `http://127.0.0.1:${ports.n8n}`;
		this.running = startProcess('npm start', 'npm', ['start'], {
			cwd: root,
			env: {
				...process.env,
				N8N_PORT: String(ports.n8n),
				KLEER_PORT: String(ports.kleer),
				CINODE_PORT: String(ports.cinode),
			},
			onLine: (line: string) => (this.text += `${line}\n`),
		});
		this.ended = this.running.exited.then(({ code }: { code: number | null }) => code);
	}

	/** What it has printed so far. */
	get output(): string {
		return this.text;
	}

	/** Waits for a line; an end before it is an error. */
	async says(text: string): Promise<void> {
		let code: number | null | undefined;
		void this.ended.then((ended) => (code = ended));
		await until(`npm start says "${text}"`, () => {
			if (this.text.includes(text)) return true;
			if (code !== undefined) throw new Error(`npm start ended with ${code}:\n${this.text}`);
			return false;
		});
	}

	/** Ctrl-C. */
	async stop(): Promise<void> {
		await this.running.stop(30_000);
	}

	/** SIGKILL to npm and to what it started itself, with no word to the servers. */
	async kill(): Promise<void> {
		process.kill(-this.running.pid, 'SIGKILL');
		await this.ended;
	}

	/** What n8n keeps for the next start with these ports. */
	async forget(): Promise<void> {
		await rm(demoFolder(this.ports.n8n), { recursive: true, force: true });
	}
}
