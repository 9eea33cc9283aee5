import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeSubcontractors } from '../../../../apis/cinode/subcontractors';
import { simplifyField } from '../../../shared/fields';
import { idFrom } from '../../../shared/locator';
import type { Operation } from '../../../shared/resource';
import { simplified, subcontractorLocator } from './subcontractorFields';
import { asJson } from '../../../shared/items';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a subcontractor',
	description: 'Get one subcontractor by ID: name, e-mail, company, status and phone',
	properties: [subcontractorLocator, simplifyField],
	execute,
};

async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, subcontractorLocator, itemIndex);
	const api = cinodeSubcontractors(await CinodeClient.open(this));
	const one = await api.getSubcontractor(id);
	return [asJson(this.getNodeParameter('simple', itemIndex, true) ? simplified(one) : one)];
}
