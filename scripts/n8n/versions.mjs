/**
 * The n8n that the templates are tried on: the oldest that the README promises, and the newest that could be installed
 * (2.41.3 can't: the registry lacks parts of it).
 */
export const OLDEST_N8N = '2.36.8';
export const CURRENT_N8N = '2.41.1';
