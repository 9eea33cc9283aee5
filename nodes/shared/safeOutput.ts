import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isPersonsNumber } from '../../rules';
import { asJson } from './items';

/** A record as an item; an AI agent never gets a sole trader's organisation number, which is a personal number. */
export function safeOutput(context: IExecuteFunctions, record: object): IDataObject {
	const json = asJson(record);
	return context.isToolExecution() ? withoutPersonsNumbers(json) : json;
}

function withoutPersonsNumbers(json: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(json)
			.filter(([, value]) => !isPersonsNumber(value as string))
			.map(([name, value]) => [
				name,
				value !== null && typeof value === 'object' && !Array.isArray(value)
					? withoutPersonsNumbers(value as IDataObject)
					: value,
			]),
	);
}
