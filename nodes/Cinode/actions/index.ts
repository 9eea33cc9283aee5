import { propertiesOf, type Resource } from '../../shared/resource';
import { apiRequest } from './apiRequest';
import { customer } from './customer';
import { customerAddress } from './customerAddress';
import { customerContact } from './customerContact';
import { customerManager } from './customerManager';
import { customerTag } from './customerTag';
import { pipeline } from './pipeline';
import { project } from './project';
import { role } from './role';
import { subcontractor } from './subcontractor';
import { tag } from './tag';
import { team } from './team';
import { user } from './user';
import { webhook } from './webhook';

/** All that the node can do; parameters, dropdowns and what an AI agent is told follow from it. */
export const cinodeResources: Resource[] = [
	apiRequest,
	customer,
	customerAddress,
	customerContact,
	customerManager,
	customerTag,
	pipeline,
	project,
	role,
	subcontractor,
	tag,
	team,
	user,
	webhook,
];

export const cinodeProperties = propertiesOf(cinodeResources, 'user');
