import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isPersonsNumber } from '../../rules';
import { asJson } from './items';

/** A record as an item; an AI agent never gets a sole trader's organisation number, which is a personal number. */
export function safeOutput(context: IExecuteFunctions, record: object): IDataObject {
	const json = asJson(record);
	return context.isToolExecution() ? withoutPersonsNumbers(json) : json;
}

/** A mobile number such as 070-… has the form of a personal number, so a phone's field is not looked at. */
export function holdsPersonsNumber(name: string, value: unknown): boolean {
	return !/phone|mobile|fax/i.test(name) && isPersonsNumber(value as string);
}

function withoutPersonsNumbers(json: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(json)
			.filter(([name, value]) => !holdsPersonsNumber(name, value))
			.map(([name, value]) => [name, cleaned(value)]),
	) as IDataObject;
}

function cleaned(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(cleaned);
	return typeof value === 'object' && value !== null ? withoutPersonsNumbers(value as IDataObject) : value;
}
