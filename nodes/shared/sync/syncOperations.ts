import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Scheme } from '../../../rules';
import type { Operation } from '../resource';
import { runExplainNode } from './explainNode';
import { syncOptions } from './fields';
import { ONLY_FIELDS, dryRunField, explainNotice, recordField, syncNotice } from './parameters';
import type { SyncSetup } from './job';
import { runSyncNode } from './runSyncNode';

interface SyncTexts {
	scheme: Scheme;
	/** What the records are called, in the plural and as one of them: "users", "a user". */
	many: string;
	one: string;
	/** What *Sync* does. */
	description: string;
	/** The policies, between *Dry Run* and *Options*. */
	properties: INodeProperties[];
	options: INodeProperties[];
	readSetup(context: IExecuteFunctions): SyncSetup;
}

/** Options that say nothing where one record is explained. */
const NOT_EXPLAINED = [...ONLY_FIELDS, 'includeUnchanged', 'showSensitive', 'allowOnce'];

/** *Sync* of a resource, and *Explain*, which asks the same engine about one record; both take all mapped items at once. */
export function syncOperations(texts: SyncTexts): { sync: Operation; explain: Operation } {
	const { scheme, many, one, description, properties, options, readSetup } = texts;
	return {
		sync: {
			name: 'Sync',
			value: 'sync',
			action: `Sync ${many}`,
			description,
			properties: [syncNotice, dryRunField, ...properties, syncOptions(options)],
			executeAll: async (context) => await runSyncNode(context, scheme, readSetup(context)),
		},
		explain: {
			name: 'Explain',
			value: 'explain',
			action: `Explain ${one}`,
			description: `Say of ${one} among the mapped ones what a sync would do, and why; writes nothing`,
			properties: [
				explainNotice,
				recordField,
				...properties.filter(({ type }) => type !== 'notice'),
				syncOptions(options.filter(({ name }) => !NOT_EXPLAINED.includes(name))),
			],
			executeAll: async (context) => await runExplainNode(context, scheme, readSetup(context)),
		},
	};
}
