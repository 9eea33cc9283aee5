import { busyReason, portFrom } from '../support/ports.mjs';

/**
 * The variable and the usual port of each server.
 *
 * @type {Record<string, [variable: string, usual: number]>}
 */
const SERVERS = {
	n8n: ['N8N_PORT', 5678],
	kleer: ['KLEER_PORT', 7401],
	cinode: ['CINODE_PORT', 7402],
};

/** @typedef {{ n8n: number, kleer: number, cinode: number }} Ports */

/**
 * The ports that the environment names, or the usual ones.
 *
 * @returns {Ports}
 */
export function wantedPorts() {
	/** @type {Array<[string, number]>} */
	const entries = Object.entries(SERVERS).map(([name, [variable, usual]]) => [
		name,
		portFrom(variable, usual),
	]);
	const taken = new Map();
	for (const [name, port] of entries) {
		const [variable] = SERVERS[name];
		if (taken.has(port)) {
			throw new Error(
				`${taken.get(port)} and ${variable} are both ${port}: give each of them a port of its own.`,
			);
		}
		taken.set(port, variable);
	}
	return /** @type {Ports} */ (Object.fromEntries(entries));
}

/**
 * Refuses ports that can't be used, all of them at once, with a command that works.
 *
 * @param {Ports} ports
 */
export async function refuseBusyPorts(ports) {
	const refused = [];
	for (const [name, port] of Object.entries(ports)) {
		const reason = await busyReason(port);
		if (reason) refused.push({ name, text: `  ${SERVERS[name][0]}  ${port}  ${reason}` });
	}
	if (refused.length === 0) return;
	const what = refused.length === 1 ? 'This port is' : 'These ports are';
	const instead = await commandWithOthers(
		ports,
		refused.map(({ name }) => name),
	);
	throw new Error(
		[`${what} not free:`, ...refused.map(({ text }) => text), 'Give others, e.g.', `  ${instead}`].join('\n'),
	);
}

/**
 * A start with free ports in the place of the named ones.
 *
 * @param {Ports} ports
 * @param {string[]} names
 */
export async function commandWithOthers(ports, names = Object.keys(ports)) {
	const chosen = new Set(Object.values(ports));
	const settings = [];
	for (const [name, port] of Object.entries(ports)) {
		let free = port;
		while (names.includes(name) && (chosen.has(free) || (await busyReason(free)))) {
			free = free + 1000 > 65_535 ? 10_000 : free + 1000;
		}
		chosen.add(free);
		const [variable, usual] = SERVERS[name];
		if (free !== usual) settings.push(`${variable}=${free}`);
	}
	return `${settings.join(' ')} npm start`;
}
