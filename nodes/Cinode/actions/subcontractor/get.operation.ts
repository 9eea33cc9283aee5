import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeSubcontractors } from '../../../../apis/cinode/subcontractors';
import { simplifyField } from '../../../shared/fields';
import { idFrom } from '../../../shared/locator';
import { showFor } from '../../../shared/showFor';
import { simplified, subcontractorLocator } from './subcontractorFields';
import { asJson } from '../../../shared/items';

export const properties: INodeProperties[] = showFor('subcontractor', 'get', [
	subcontractorLocator,
	simplifyField,
]);

export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, subcontractorLocator, itemIndex);
	const api = cinodeSubcontractors(await CinodeClient.open(this));
	const one = await api.getSubcontractor(id);
	return [asJson(this.getNodeParameter('simple', itemIndex, true) ? simplified(one) : one)];
}
