// The one door from these tests to scripts/, beside that of the end-to-end tests.
export { n8nEnvironment, nodesFolder } from '../../../scripts/n8n/environment.mjs';
export { ensureQueueServers } from '../../../scripts/queueServers.mjs';
export { freePort } from '../../../scripts/support/ports.mjs';
export { runToEnd, startProcess } from '../../../scripts/support/processes.mjs';
