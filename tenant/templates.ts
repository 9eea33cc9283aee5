import type { Scheme } from '../rules';
import customersSync from '../workflows/customers-sync.json';
import errorAlert from '../workflows/error-alert.json';
import lookUp from '../workflows/look-up.json';
import projectCatchUp from '../workflows/project-catch-up.json';
import projectPush from '../workflows/project-push.json';
import setupCheck from '../workflows/setup-check.json';
import subcontractorsSync from '../workflows/subcontractors-sync.json';
import usersSync from '../workflows/users-sync.json';
import type { ScheduleName, Workflow } from './types';

interface TemplateUse {
	file: string;
	/** Only where this scheme is on. */
	scheme?: Scheme;
	schedule?: ScheduleName;
	/** One for the whole tenant instead of one per company. */
	once?: boolean;
	/** It is run by hand alone: published, anybody could open its form, or nothing would start it. */
	byHand?: boolean;
}

/** All templates: those that others refer to come first, so that they can be imported and published in this order. */
export const TEMPLATES: TemplateUse[] = [
	{ file: 'error-alert', once: true },
	{ file: 'setup-check', byHand: true },
	{ file: 'project-push', scheme: 'projects' },
	{ file: 'users-sync', scheme: 'users', schedule: 'people' },
	{ file: 'subcontractors-sync', scheme: 'subcontractors', schedule: 'people' },
	{ file: 'customers-sync', scheme: 'customers', schedule: 'customers' },
	{ file: 'project-catch-up', scheme: 'projects', schedule: 'catchUp' },
	{ file: 'look-up', byHand: true },
];

/** Whether the template is one to publish. */
export function isPublishable(template: string): boolean {
	return !TEMPLATES.find(({ file }) => file === template)?.byHand;
}

const FILES: Record<string, unknown> = {
	'customers-sync': customersSync,
	'error-alert': errorAlert,
	'look-up': lookUp,
	'project-catch-up': projectCatchUp,
	'project-push': projectPush,
	'setup-check': setupCheck,
	'subcontractors-sync': subcontractorsSync,
	'users-sync': usersSync,
};

/** A template as it ships; the caller may change it. */
export function readTemplate(file: string): Workflow {
	return JSON.parse(JSON.stringify(FILES[file])) as Workflow;
}
