import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import {
	DEFAULT_TIME_ZONE,
	type ChosenCategory,
	type KleerId,
	type LeaverRule,
	type Mode,
	type NameSplit,
	type UsersSetup,
} from '../../../rules';
import { todayIn } from '../../shared/timeZone';

interface Rows<T> {
	rows?: T[];
}

/** The set-up as the parameters say; they hold for all items, so they are read once. */
export function readUsersSetup(context: IExecuteFunctions): UsersSetup {
	const get = <T>(name: string, fallback: T) => context.getNodeParameter(name, 0, fallback) as T;
	const options = get<{
		allowedDomains?: string;
		employmentNumberSource?: KleerId;
		includeWithoutPayroll?: boolean;
		salaryDivisor?: number;
		nameSplit?: NameSplit;
		subcontractorCategories?: string[];
	}>('options', {});
	const scope = get<{ neverKeys?: string; notCategories?: string[]; onlyCategories?: string[] }>('scope', {});
	const salaryDivisor = Number(options.salaryDivisor ?? 100);
	if (!(salaryDivisor > 0)) {
		throw new NodeOperationError(context.getNode(), "'Salary Divisor' has to be more than 0", {
			itemIndex: 0,
		});
	}
	return {
		today: todayIn(context, get('timeZone', DEFAULT_TIME_ZONE)),
		keySource: get<KleerId>('keySource', 'internalId'),
		keyPrefix: get('keyPrefix', '').trim(),
		languageId: idIn(get('languageId', '')),
		currencyId: idIn(get('currencyId', '')),
		locationId: idIn(get('locationId', '')),
		permissions: get<number[]>('permissions', []).map(Number),
		categoryTags: (get<Rows<{ category: string; tag?: string }>>('categoryTags', {}).rows ?? [])
			.filter(({ category }) => category)
			.map(({ category, tag }) => ({ category: chosen(category), tag: tag?.trim() ?? '' })),
		officesByCategory: (
			get<Rows<{ category: string; locationId: string | number }>>('officesByCategory', {}).rows ?? []
		)
			.filter(({ category, locationId }) => category && locationId)
			.map(({ category, locationId }) => ({ category: chosen(category), locationId: Number(locationId) })),
		leaverRule: get<LeaverRule>('leaverRule', 'firstToCome'),
		modes: get<Record<string, Mode>>('modes', {}),
		scope: {
			neverKeys: listIn(scope.neverKeys),
			notCategories: (scope.notCategories ?? []).filter(Boolean).map(chosen),
			onlyCategories: (scope.onlyCategories ?? []).filter(Boolean).map(chosen),
		},
		allowedDomains: listIn(options.allowedDomains),
		employmentNumberSource: options.employmentNumberSource ?? 'foreignId',
		includeWithoutPayroll: options.includeWithoutPayroll ?? false,
		salaryDivisor,
		nameSplit: options.nameSplit ?? 'particles',
		subcontractorCategories: (options.subcontractorCategories ?? []).filter(Boolean).map(chosen),
	};
}

/** "41|Backend", or just an id from an expression. */
function chosen(value: string | number): ChosenCategory {
	const [id = '', ...name] = String(value).split('|');
	return { id: Number(id), name: name.join('|') };
}

function idIn(value: string | number): number | undefined {
	return value === '' || value === null ? undefined : Number(value);
}

function listIn(text: string | undefined): string[] {
	return (text ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);
}
