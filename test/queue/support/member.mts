import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ensureN8n } from '../../e2e/support/scripts.mts';
import { freePort, n8nEnvironment, nodesFolder, startProcess } from './scripts.mts';

/** A process beside n8n's main one. */
export interface MemberAddress {
	name: string;
	url: string;
	/** Holds its user folder, its logs and a file `pid` with the process that runs now. */
	folder: string;
}

export interface MemberOptions {
	/** Its role as n8n's command: `worker` or `webhook`. */
	command: 'worker' | 'webhook';
	folder: string;
	packageFolder: string;
	env: Record<string, string>;
}

/** Who runs n8n has something that starts a dead process again; here it takes this long. */
const RESTART_MS = 3_000;

/** A worker or a webhook processor, with a user folder of its own as on another machine; restarted when it dies. */
export class Member {
	private running?: ReturnType<typeof startProcess>;
	private starts = 0;
	private stopped = false;

	private constructor(
		readonly address: MemberAddress,
		private readonly launch: (logFile: string) => Promise<ReturnType<typeof startProcess>>,
	) {}

	static async start({ command, folder, packageFolder, env }: MemberOptions): Promise<Member> {
		const n8n = await ensureN8n();
		const [port, brokerPort] = [await freePort(), await freePort()];
		const own = {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		};
		const options = { n8n, userFolder: folder, port, brokerPort, env: { ...env, ...own } };
		const name = basename(folder);
		await mkdir(nodesFolder(folder), { recursive: true });
		await cp(packageFolder, join(nodesFolder(folder), basename(packageFolder)), { recursive: true });
		const member = new Member({ name, url: `http://127.0.0.1:${port}`, folder }, async (logFile) =>
			startProcess(name, n8n.node, [n8n.bin, command], {
				cwd: folder,
				env: n8nEnvironment(options),
				logFile,
			}),
		);
		await member.run();
		return member;
	}

	async ready(withinMs = 120_000): Promise<void> {
		for (const until = Date.now() + withinMs; !(await isReady(this.address)); ) {
			if (Date.now() > until)
				throw new Error(`${this.address.name} didn't get ready\n${this.running?.tail()}`);
			await new Promise((resolve) => setTimeout(resolve, 150));
		}
	}

	async stop(): Promise<void> {
		this.stopped = true;
		await this.running?.stop(5_000);
	}

	private async run(): Promise<void> {
		const { folder } = this.address;
		const running = await this.launch(join(folder, `${++this.starts}.log`));
		this.running = running;
		await writeFile(join(folder, 'pid'), String(running.pid));
		void running.exited.then(() => setTimeout(() => void (this.stopped || this.run()), RESTART_MS).unref());
	}
}

export async function isReady({ url }: MemberAddress): Promise<boolean> {
	const signal = AbortSignal.timeout(2_000);
	return await fetch(`${url}/healthz/readiness`, { signal }).then(
		({ ok }) => ok,
		() => false,
	);
}
