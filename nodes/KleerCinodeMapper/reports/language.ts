import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readLanguage, type Language } from '../../../reports';

/** What people read; parameters, errors and everything that a workflow branches on stay as they are. */
export const reportLanguageField: INodeProperties = {
	displayName: 'Report Language',
	name: 'reportLanguage',
	type: 'options',
	options: [
		{ name: 'English', value: 'en' },
		{ name: 'Swedish', value: 'sv' },
	],
	default: 'en',
	description: 'What titles, pages and messages are written in',
};

/** Nodes of an earlier version don't say; English then. */
export function languageIn(context: IExecuteFunctions): Language {
	return readLanguage(context.getNodeParameter('reportLanguage', 0, 'en')) ?? 'en';
}
