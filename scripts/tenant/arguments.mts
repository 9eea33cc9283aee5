import { parseArgs } from 'node:util';
import { baseOf } from '../../tenant/n8nApi.ts';

export const USAGE = `npm run tenant -- <file> [--out folder]
npm run tenant -- <file> --n8n https://n8n.example.com [--publish] [--dry-run]

  <file>      the tenant file, see docs/tenant.example.jsonc
  --out       write the workflows here, to import them by hand; without --n8n the default is a folder beside the file
  --n8n       bring them into this n8n through its public API
  --api-key   its key (n8n: Settings > n8n API); better in the environment as N8N_API_KEY, where no list of processes shows it
  --publish   publish what isn't published yet, those that others refer to first
  --dry-run   write nothing, only say what would happen
  --help      this text`;

export interface Arguments {
	file: string;
	out?: string;
	n8n?: string;
	apiKey: string;
	publish: boolean;
	dryRun: boolean;
	/** Nothing else is asked for. */
	help: boolean;
}

/** A mistake of whoever typed the command. */
export class UsageError extends Error {}

export function readArguments(given: string[], environment: NodeJS.ProcessEnv): Arguments {
	const { values, positionals } = parsed(given);
	if (values.help) return { file: '', apiKey: '', publish: false, dryRun: false, help: true };
	const [file, ...others] = positionals;
	if (!file || others.length > 0) throw new UsageError('Name one tenant file.');
	const { out, n8n, publish = false, 'dry-run': dryRun = false } = values;
	const apiKey = values['api-key'] ?? environment.N8N_API_KEY ?? '';
	if (n8n === undefined && publish) throw new UsageError('--publish needs --n8n.');
	if (n8n !== undefined && apiKey === '') {
		throw new UsageError('--n8n needs a key: set N8N_API_KEY, or give --api-key.');
	}
	return {
		file,
		out,
		n8n: n8n === undefined ? undefined : baseUrl(n8n),
		apiKey,
		publish,
		dryRun,
		help: false,
	};
}

function parsed(args: string[]) {
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: {
				out: { type: 'string' },
				n8n: { type: 'string' },
				'api-key': { type: 'string' },
				publish: { type: 'boolean' },
				'dry-run': { type: 'boolean' },
				help: { type: 'boolean', short: 'h' },
			},
		});
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}

/** Where n8n is, however much of its address was copied. */
function baseUrl(address: string): string {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new UsageError(`--n8n must be an address like https://n8n.example.com, not "${address}".`);
	}
	return baseOf(`${url.origin}${url.pathname}`);
}
