import { DateTime } from 'luxon';
import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import { DEFAULT_TIME_ZONE, dateIn } from '../../rules';

/** "Today" is the date in the tenant's time zone, never the server's (docs/field-rules.md). */
export const timeZoneField: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: DEFAULT_TIME_ZONE,
	placeholder: 'e.g. Europe/Stockholm',
	description: 'Where the company is. Decides which day it is when start, end and salary dates are compared.',
};

/** For pages: an import in n8n's editor drops a workflow's own time zone, and n8n's is New York's by default. */
export const pageTimeZoneField: INodeProperties = {
	...timeZoneField,
	description: 'Where the company is. Times are shown as they are there, whatever zone n8n itself has.',
};

/**
 * Now, in the zone that a node's *Time Zone* names.
 * @throws NodeOperationError when there is no such zone.
 */
export function nowIn(context: IExecuteFunctions): DateTime {
	const zone = String(context.getNodeParameter('timeZone', 0, '')) || DEFAULT_TIME_ZONE;
	const now = DateTime.now().setZone(zone);
	if (now.isValid) return now;
	throw new NodeOperationError(context.getNode(), `'Time Zone' is '${zone}', which is no time zone`, {
		description: 'It is written like Europe/Stockholm',
		itemIndex: 0,
	});
}

/** Today as YYYY-MM-DD in the zone. */
export function todayIn(context: IExecuteFunctions, zone: string, itemIndex = 0): string {
	try {
		return dateIn(zone || DEFAULT_TIME_ZONE, Date.now());
	} catch (error) {
		throw new NodeOperationError(context.getNode(), error as Error, { itemIndex });
	}
}
