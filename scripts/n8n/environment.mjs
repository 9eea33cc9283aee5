import { join } from 'node:path';
import { environmentOf } from './runtime.mjs';

/** Who may log in to the n8n of the demo and the tests. It listens on the loopback only. */
export const owner = {
	email: 'owner@example.com',
	password: 'Kleer2Cinode',
	/** bcrypt of the password above; n8n takes nothing else. */
	passwordHash: '$2a$10$z0Q1hI4dlErxp6RQb7fT8u2x0j61Jv4CysJswvLw9.4Wkwb3htAnO',
};

/** What n8n would otherwise call out for, or show, and nobody here needs. */
const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_PYTHON_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,chat-hub,insights',
};

/** Of the caller's environment only what a program needs to run: test runners set variables that change n8n. */
const inherited = ['HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

/**
 * The whole environment of an n8n process.
 *
 * @param {{ n8n: import('./install.mjs').InstalledN8n, userFolder: string, port: number, brokerPort: number, env?: Record<string, string> }} options
 * @returns {Record<string, string | undefined>}
 */
export function n8nEnvironment({ n8n, userFolder, port, brokerPort, env = {} }) {
	return {
		...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
		PATH: environmentOf(n8n.node).PATH,
		// Saves a fifth of every start after the first.
		NODE_COMPILE_CACHE: join(n8n.folder, '.compile-cache'),
		NODE_ENV: 'production',
		...quiet,
		N8N_USER_FOLDER: userFolder,
		// Fixed, so that a kept user folder can be read again. It guards the sandbox's made-up keys only.
		N8N_ENCRYPTION_KEY: 'n8n-nodes-kleer-cinode-sandbox',
		N8N_LOG_LEVEL: 'info',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Olga',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Owner',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: owner.passwordHash,
		...env,
	};
}

/** Where n8n looks for community packages. */
export function nodesFolder(userFolder) {
	return join(userFolder, '.n8n', 'nodes', 'node_modules');
}
