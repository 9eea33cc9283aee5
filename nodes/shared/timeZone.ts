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

/** Today as YYYY-MM-DD in the zone. */
export function todayIn(context: IExecuteFunctions, zone: string, itemIndex = 0): string {
	try {
		return dateIn(zone || DEFAULT_TIME_ZONE, Date.now());
	} catch (error) {
		throw new NodeOperationError(context.getNode(), error as Error, { itemIndex });
	}
}
