import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { foldText, plainText } from '../../../rules';
import { searchFilter } from '../../shared/listFields';

/** A filter that is done here: Kleer's lists come whole, and know none (docs/vendors.md#kleer-lists). */
export interface Filter<Model> {
	field: INodeProperties;
	/** Whether a record is kept, for a filter that is filled. */
	keeps(model: Model, wanted: string): boolean;
}

export function activityStateFilter<Model>(
	many: string,
	isActive: (model: Model) => boolean | null | undefined,
): Filter<Model> {
	return {
		field: {
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Active', value: 'active' },
				{ name: 'Inactive', value: 'inactive' },
			],
			default: 'active',
			description: `Only ${many} that are active, or only those that aren’t; without this filter both come`,
		},
		keeps: (model, wanted) => (isActive(model) === false) === (wanted === 'inactive'),
	};
}

/** Part of one of some texts; upper and lower case are the same. */
export function textFilter<Model>(
	description: string,
	placeholder: string,
	texts: (model: Model) => Array<string | number | null | undefined>,
): Filter<Model> {
	return {
		field: searchFilter(description, placeholder),
		keeps: (model, wanted) =>
			foldText(
				texts(model)
					.filter((text) => text !== null && text !== undefined)
					.join(' '),
			).includes(foldText(wanted)),
	};
}

/** The whole value; what separates digits doesn't count. */
export function exactFilter<Model>(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	value: (model: Model) => string | number | null | undefined,
): Filter<Model> {
	const plain = (text: string) =>
		plainText(text)
			.replace(/[\s.-]/g, '')
			.toLowerCase();
	return {
		field: { ...field, type: 'string', default: '' },
		keeps: (model, wanted) => plain(String(value(model) ?? '')) === plain(wanted),
	};
}

/** One record that others belong to. */
export function ownerFilter<Model>(
	locator: INodeProperties,
	idOf: (model: Model) => number | undefined,
): Filter<Model> {
	return {
		field: { ...locator, required: undefined },
		keeps: (model, wanted) => idOf(model) === Number(wanted),
	};
}

/** What is left of a list. */
export function kept<Model>(all: Model[], filters: Array<Filter<Model>>, filled: IDataObject): Model[] {
	const wanted = filters.map(({ field }) => textIn(filled[field.name]));
	return all.filter((model) =>
		filters.every(({ keeps }, index) => !wanted[index] || keeps(model, wanted[index])),
	);
}

/** A locator holds its ID in `value`. */
function textIn(given: IDataObject[string]): string {
	const value = typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
	return String(value ?? '').trim();
}
