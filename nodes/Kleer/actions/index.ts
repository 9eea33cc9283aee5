import { propertiesOf, type Resource } from '../../shared/resource';
import { activity } from './activity';
import { apiRequest } from './apiRequest';
import { category } from './category';
import { client } from './client';
import { clientProject } from './clientProject';
import { employee } from './employee';
import { subcontractor } from './subcontractor';
import { supplier } from './supplier';
import { user } from './user';

/** All that the node can do; parameters, dropdowns and what an AI agent is told follow from it. */
export const kleerResources: Resource[] = [
	activity,
	apiRequest,
	category,
	client,
	clientProject,
	employee,
	subcontractor,
	supplier,
	user,
];

export const kleerProperties = propertiesOf(kleerResources, 'employee');
