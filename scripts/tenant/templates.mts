import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MappedScheme } from '../../rules/schemes.ts';
import { root } from '../support/paths.mjs';
import type { ScheduleName, Workflow } from './types.mts';

interface TemplateUse {
	file: string;
	/** Only where this scheme is on. */
	scheme?: MappedScheme;
	schedule?: ScheduleName;
	/** One for the whole tenant instead of one per company. */
	once?: boolean;
}

/** All templates: those that others refer to come first, so that they can be imported and published in this order. */
export const TEMPLATES: TemplateUse[] = [
	{ file: 'error-alert', once: true },
	{ file: 'setup-check' },
	{ file: 'project-push', scheme: 'projects' },
	{ file: 'users-sync', scheme: 'users', schedule: 'people' },
	{ file: 'subcontractors-sync', scheme: 'subcontractors', schedule: 'people' },
	{ file: 'customers-sync', scheme: 'customers', schedule: 'customers' },
	{ file: 'project-catch-up', scheme: 'projects', schedule: 'catchUp' },
];

/** A template as it ships; the caller may change it. */
export function readTemplate(file: string): Workflow {
	return JSON.parse(readFileSync(join(root, 'workflows', `${file}.json`), 'utf8')) as Workflow;
}
