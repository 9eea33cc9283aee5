import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Scratch space inside the checkout, ignored by git. */
export const scratch = join(root, '.tmp');

/** What is worth keeping between checkouts: a real n8n weighs 2 GB and takes minutes to build. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-kleer-cinode');
