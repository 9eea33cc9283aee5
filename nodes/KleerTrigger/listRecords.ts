import type { IDataObject } from 'n8n-workflow';
import { KleerClient } from '../../apis/kleer/client';
import { kleerProjects } from '../../apis/kleer/clientProjects';
import { listClients } from '../../apis/kleer/clients';
import { listEmployees } from '../../apis/kleer/employees';
import { SENSITIVE_EMPLOYEE_FIELDS, isPersonsNumber } from '../../rules';
import { asJson } from '../shared/items';
import type { ListedRecord } from './findChanges';

export type Resource = 'client' | 'clientProject' | 'employee';

/** All records of a resource, as the Kleer node gives them, in a number of requests that doesn't grow with them. */
export async function listRecords(
	client: KleerClient,
	resource: Resource,
	today: string,
): Promise<ListedRecord[]> {
	if (resource === 'client') return (await listClients(client)).map((json) => ({ id: json.id, json }));
	if (resource === 'clientProject') {
		const projects = await kleerProjects(client).listProjects();
		return projects.map((json) => ({ id: json.id, json }));
	}
	const options = { today, levelPerPerson: false, includeRawPayroll: false };
	return (await listEmployees(client, options)).map((json) => ({ id: json.id, json }));
}

/** A record without what is sensitive: salary, tax table, personal number, also as a company's number. */
export function withoutSensitive(resource: Resource, record: object): IDataObject {
	const json = asJson(record);
	if (resource !== 'employee') return json;
	for (const field of SENSITIVE_EMPLOYEE_FIELDS) delete json[field];
	const supplier = json.supplier as IDataObject | null;
	if (supplier && isPersonsNumber(String(supplier.organisationNumber ?? '')))
		delete supplier.organisationNumber;
	return json;
}
