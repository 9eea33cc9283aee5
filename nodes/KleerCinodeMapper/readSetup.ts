import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import {
	CUSTOMER_RULES,
	DEFAULT_TIME_ZONE,
	PROJECT_RULES,
	SUBCONTRACTOR_RULES,
	USER_RULES,
	comparableKey,
	type CategoryScope,
	type CategoryTag,
	type ChosenCategory,
	type CustomerNumberSource,
	type CustomersSetup,
	type KleerId,
	type LeaverRule,
	type Mode,
	type NameSplit,
	type ProtectedPeople,
	type PeopleSetup,
	type ProjectNumberSource,
	type ProjectsSetup,
	type PublishedRule,
	type SubcontractorsSetup,
	type UsersSetup,
	type WithoutRoles,
} from '../../rules';
import { todayIn } from '../shared/timeZone';
import { chosenModes } from './setupFields';

/** The set-up as the parameters say; they hold for all items, so they are read once. */

interface Rows<T> {
	rows?: T[];
}

export function readUsersSetup(context: IExecuteFunctions): UsersSetup {
	const get = reader(context);
	const options = get<{
		employmentNumberSource?: KleerId;
		includeWithoutPayroll?: boolean;
		salaryDivisor?: number;
	}>('options', {});
	const salaryDivisor = Number(options.salaryDivisor ?? 100);
	if (!(salaryDivisor > 0)) {
		throw new NodeOperationError(context.getNode(), "'Salary Divisor' has to be more than 0", {
			itemIndex: 0,
		});
	}
	return {
		...readPeopleSetup(context, USER_RULES),
		permissions: get<number[]>('permissions', []).map(Number),
		categoryTags: readCategoryTags(context),
		leaverRule: get<LeaverRule>('leaverRule', 'firstToCome'),
		employmentNumberSource: options.employmentNumberSource ?? 'foreignId',
		includeWithoutPayroll: options.includeWithoutPayroll ?? false,
		salaryDivisor,
	};
}

export function readSubcontractorsSetup(context: IExecuteFunctions): SubcontractorsSetup {
	const { languageId, ...setup } = readPeopleSetup(context, SUBCONTRACTOR_RULES);
	if (languageId) return { ...setup, languageId };
	throw new NodeOperationError(context.getNode(), "Choose a 'Language'", {
		description: 'Cinode requires one for every subcontractor.',
		itemIndex: 0,
	});
}

export function readCustomersSetup(context: IExecuteFunctions): CustomersSetup {
	const get = reader(context);
	const options = get<{ includePrivatePersons?: boolean; sendSoleTraderNumbers?: boolean }>('options', {});
	return {
		numberSource: get<CustomerNumberSource>('numberSource', 'foreignId'),
		keyPrefix: comparableKey(get('keyPrefix', '')),
		peopleKeySource: get<KleerId>('peopleKeySource', 'internalId'),
		paymentTermsPrefix: get('paymentTermsPrefix', 'BV=').trim(),
		includePrivatePersons: options.includePrivatePersons ?? false,
		sendSoleTraderNumbers: options.sendSoleTraderNumbers ?? true,
		categoryTags: readCategoryTags(context),
		scope: readScope(context),
		modes: readModes(context, CUSTOMER_RULES),
	};
}

export function readProjectsSetup(context: IExecuteFunctions): ProjectsSetup {
	const get = reader(context);
	const options = get<{ paymentTermsPrefix?: string; removePeople?: boolean }>('options', {});
	const scope = get<{ neverKeys?: string; onlyPipelines?: number[]; onlyTeams?: number[] }>('scope', {});
	const teams = get<Rows<{ teamId: string | number; category: string }>>('dimensionsByTeam', {}).rows ?? [];
	const goLiveDate = String(get('goLiveDate', '')).slice(0, 10);
	if (!/^\d{4}-\d{2}-\d{2}$/.test(goLiveDate)) {
		throw new NodeOperationError(context.getNode(), "Choose a 'Go-Live Date'", {
			description: 'Projects whose roles all ended before it are never created in Kleer.',
			itemIndex: 0,
		});
	}
	return {
		today: todayIn(context, get('timeZone', DEFAULT_TIME_ZONE)),
		numberSource: get<ProjectNumberSource>('numberSource', 'id'),
		numberPrefix: comparableKey(get('numberPrefix', '')),
		keyPrefix: comparableKey(get('keyPrefix', '')),
		peopleKeySource: get<KleerId>('peopleKeySource', 'internalId'),
		customerNumberSource: get<CustomerNumberSource>('customerNumberSource', 'foreignId'),
		stages: get<string[]>('stages', []).map((stage) => {
			const [pipelineId, stageId] = stage.split('|').map(Number);
			return { pipelineId: pipelineId ?? 0, stageId: stageId ?? 0 };
		}),
		goLiveDate,
		withoutRoles: get<WithoutRoles>('withoutRoles', 'wait'),
		activityId: idIn(get('activityId', '')),
		allActivities: get('allActivities', true),
		removePeople: options.removePeople ?? false,
		dimensionsByTeam: teams
			.filter(({ teamId, category }) => teamId && category)
			.map(({ teamId, category }) => ({ teamId: Number(teamId), entryId: chosen(category).id })),
		dimensionEntryId: idIn(get('dimensionEntry', '').split('|')[0] ?? ''),
		paymentTermsPrefix: (options.paymentTermsPrefix ?? 'BV=').trim(),
		scope: {
			neverKeys: listIn(scope.neverKeys),
			onlyPipelines: (scope.onlyPipelines ?? []).map(Number),
			onlyTeams: (scope.onlyTeams ?? []).map(Number),
		},
		modes: readModes(context, PROJECT_RULES),
	};
}

function readPeopleSetup(context: IExecuteFunctions, rules: readonly PublishedRule[]): PeopleSetup {
	const get = reader(context);
	const options = get<{
		allowedDomains?: string;
		nameSplit?: NameSplit;
		subcontractorCategories?: string[];
		protectedCategories?: string[];
		protectedPeople?: ProtectedPeople;
	}>('options', {});
	return {
		today: todayIn(context, get('timeZone', DEFAULT_TIME_ZONE)),
		keySource: get<KleerId>('keySource', 'internalId'),
		keyPrefix: comparableKey(get('keyPrefix', '')),
		languageId: idIn(get('languageId', '')),
		currencyId: idIn(get('currencyId', '')),
		locationId: idIn(get('locationId', '')),
		officesByCategory: (
			get<Rows<{ category: string; locationId: string | number }>>('officesByCategory', {}).rows ?? []
		)
			.filter(({ category, locationId }) => category && locationId)
			.map(({ category, locationId }) => ({ category: chosen(category), locationId: Number(locationId) })),
		allowedDomains: listIn(options.allowedDomains),
		nameSplit: options.nameSplit ?? 'particles',
		subcontractorCategories: (options.subcontractorCategories ?? []).filter(Boolean).map(chosen),
		protectedCategories: (options.protectedCategories ?? []).filter(Boolean).map(chosen),
		protectedPeople: options.protectedPeople ?? 'leaveOut',
		scope: readScope(context),
		modes: readModes(context, rules),
	};
}

function reader(context: IExecuteFunctions) {
	return <T>(name: string, fallback: T) => context.getNodeParameter(name, 0, fallback) as T;
}

function readModes(context: IExecuteFunctions, rules: readonly PublishedRule[]): Record<string, Mode> {
	return chosenModes(reader(context)<Record<string, Mode>>('modes', {}), rules);
}

function readCategoryTags(context: IExecuteFunctions): CategoryTag[] {
	const { rows = [] } = reader(context)<Rows<{ category: string; tag?: string }>>('categoryTags', {});
	return rows
		.filter(({ category }) => category)
		.map(({ category, tag }) => ({ category: chosen(category), tag: tag?.trim() ?? '' }));
}

function readScope(context: IExecuteFunctions): CategoryScope {
	const scope = reader(context)<{
		neverKeys?: string;
		notCategories?: string[];
		onlyCategories?: string[];
	}>('scope', {});
	return {
		neverKeys: listIn(scope.neverKeys),
		notCategories: (scope.notCategories ?? []).filter(Boolean).map(chosen),
		onlyCategories: (scope.onlyCategories ?? []).filter(Boolean).map(chosen),
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
	return (text ?? '').split(',').map(comparableKey).filter(Boolean);
}
