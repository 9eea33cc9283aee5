import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { cinodeCustomers } from '../../../../apis/cinode/customers';
import { isoCountry } from '../../../../rules';
import {
	CustomersTarget,
	INACTIVE_POLICIES,
	RESPONSIBLE_POLICIES,
	nothingLearnt,
	type CustomerPolicies,
	type InactivePolicy,
	type LearntCustomers,
	type ResponsiblePolicy,
} from '../../../../sync';
import { openCinodeTarget } from '../../shared/openCinodeTarget';
import { policyField } from '../../../shared/sync/fields';
import { syncOptionFields } from '../../../shared/sync/parameters';
import type { SyncSetup } from '../../../shared/sync/job';
import { syncOperations } from '../../../shared/sync/syncOperations';

export const { sync, explain } = syncOperations({
	scheme: 'customers',
	many: 'customers',
	one: 'a customer',
	description: 'Bring all mapped customers and Cinode in step: match, link, create and update as needed',
	properties: [
		{
			displayName: 'Link by Name',
			name: 'linkByName',
			type: 'boolean',
			default: false,
			description:
				'Whether a customer in Cinode without ID is linked by its exact name where the organisation number finds none',
		},
		policyField(
			'Inactive Clients',
			'inactive',
			INACTIVE_POLICIES,
			'What happens in Cinode to customers that are inactive in Kleer',
		),
		policyField(
			'Our Reference',
			'responsible',
			RESPONSIBLE_POLICIES,
			'What the person responsible in Kleer becomes among those responsible in Cinode',
		),
		{
			displayName: 'Reactivate',
			name: 'reactivate',
			type: 'boolean',
			default: false,
			description: 'Whether customers that are inactive in Cinode but active in Kleer become active again',
		},
		{
			displayName: 'Countries',
			name: 'countries',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Country',
			default: {},
			description:
				'Only for countries that no customer in Cinode has yet: its API has no list, so the sync learns them from customers',
			options: [
				{
					displayName: 'Country',
					name: 'rows',
					values: [
						{
							displayName: 'ISO Code',
							name: 'code',
							type: 'string',
							default: '',
							placeholder: 'e.g. DE',
							description: 'Two letters, as in Kleer',
						},
						{
							displayName: 'Cinode Country ID',
							name: 'countryId',
							type: 'number',
							default: 0,
							description: 'Get a customer of that country with the Cinode node, not simplified, to see it',
						},
					],
				},
			],
		},
	],
	options: syncOptionFields,
	readSetup,
});

/** What this process has learnt of customers, by Cinode company. */
const companies = new Map<string, LearntCustomers>();

function readSetup(context: IExecuteFunctions): SyncSetup {
	const get = <T>(name: string, fallback: T) => context.getNodeParameter(name, 0, fallback) as T;
	const policies: CustomerPolicies = {
		inactive: get<InactivePolicy>('inactive', 'nothing'),
		reactivate: get('reactivate', false),
		responsible: get<ResponsiblePolicy>('responsible', 'add'),
	};
	const linkByName = get('linkByName', false);
	const countries = readCountries(context);
	return {
		outcomeOptions: { ...policies, linkByName, countries: [...countries] },
		open: openCinodeTarget(context, (client) => {
			const learnt = companies.get(client.companyId) ?? nothingLearnt();
			companies.set(client.companyId, learnt);
			const options = { ...policies, linkByName, countries };
			return new CustomersTarget(cinodeCustomers(client), options, learnt, () => Date.now());
		}),
	};
}

function readCountries(context: IExecuteFunctions): Map<string, number> {
	const { rows = [] } = context.getNodeParameter('countries', 0, {}) as {
		rows?: Array<{ code: string; countryId: number }>;
	};
	return new Map(
		rows.map(({ code, countryId }) => {
			const iso = isoCountry(String(code));
			if (/^[A-Z]{2}$/.test(iso) && Number(countryId) > 0) return [iso, Number(countryId)];
			throw new NodeOperationError(
				context.getNode(),
				"'Countries' needs an ISO code of two letters and Cinode's ID in every row",
				{ itemIndex: 0 },
			);
		}),
	);
}
