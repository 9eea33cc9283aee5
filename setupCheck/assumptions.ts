import type { Scheme } from '../rules';
import type { CanaryWrite } from '../sync';

/** What is inferred about the vendors, and not published: to be checked on a first real tenant. */
export interface Assumption {
	id: string;
	assumption: string;
	/** What a person does to check it; the set-up check does what it can by itself. */
	howToCheck: string;
	/** In a consultant's words, where the assumption speaks of the API. */
	plainly?: string;
	/** The same for how to check it. */
	plainCheck?: string;
	/** The one place to change it, for developers and consultants. */
	where: string;
	/** Which of a sync's first writes, read back, answers what only a write can answer. */
	shownBy?: {
		schemes: readonly Scheme[];
		how: CanaryWrite['how'];
		/** Absent: of any field. */
		fields?: readonly string[];
	};
}

/** The list behind docs/assumptions.md and the set-up check (docs/vendors.md#not-known-yet, docs/vendors.md#kleer-models). */
export const ASSUMPTIONS = [
	{
		id: 'kleerIds',
		assumption: "Kleer's *Internal ID* is the API's `internal-id`, *ID Number* its `foreign-id`",
		howToCheck: "Compare one person in Kleer's UI with the Kleer node's output",
		plainly: 'Internal ID and ID Number are the fields that Kleer shows under those names',
		where: 'Mapper: *Key*, *Employment Number From*',
	},
	{
		id: 'salaryUnit',
		assumption: "Kleer's salaries are in öre",
		howToCheck: 'Dry run with *Show Sensitive Values* for one person whose salary you know',
		where: 'Mapper: *Salary Divisor*',
	},
	{
		id: 'scheduleLevel',
		assumption:
			"The level of employment is the work schedule's, so people on one schedule share it; of somebody's several " +
			'schedules the one that began last holds',
		howToCheck: 'Compare with *Employment Rate per Person* on',
		plainCheck: 'Switch on Employment Rate per Person in the Kleer node and compare',
		where: 'Kleer node option; `apis/kleer/scheduleLevels.ts`',
	},
	{
		id: 'peopleCategories',
		assumption: "A person's categories are those of user and payroll row together",
		howToCheck: "Compare one person with Kleer's UI",
		plainly: "A person's categories are those of the user and of the payroll row together",
		where: '`apis/kleer/employees.ts`, `categoriesOf`',
	},
	{
		id: 'kleerLists',
		assumption:
			"Kleer's nested lists come flat; wrapped ones, single elements without a list and ids, numbers, dates and enumerations in other forms are read as well, and written back as they were read",
		howToCheck: 'The set-up check names each form that it met',
		plainly: "Kleer's empty lists are read as empty, and its nested ones whole",
		plainCheck: 'Look at what the Kleer node gives for somebody without categories',
		where: '`models/decode.ts`; `apis/kleer/asItWasRead.ts`',
	},
	{
		id: 'supplierPaths',
		assumption: 'Subcontractors and suppliers are at `/subcontractor` and `/supplier`',
		howToCheck: 'The Kleer node answers without an error',
		plainly: 'Kleer shows subcontractors and suppliers to this token',
		where: '`apis/kleer/employees.ts`',
	},
	{
		id: 'employmentRate',
		assumption: "Cinode's *employment rate* is `availabilityPercent`",
		howToCheck: "Change it in Cinode's UI and read the person with the Cinode node",
		plainly: "Cinode's employment rate is the one that the sync reads and writes",
		where: '`sync/targets/users/cinodeUser.ts`',
	},
	{
		id: 'offices',
		assumption: "An office is a company address of type 3, and its id is a person's `locationId`",
		howToCheck: 'Dropdown *Office*; create one person',
		plainly: 'An office in Cinode is a company address of the type Location',
		plainCheck: 'Look at the dropdown Office, then create one person and look at them in Cinode',
		where: '`apis/cinode/lookups.ts`, `sync/targets/users/cinodeUser.ts`',
	},
	{
		id: 'patchNull',
		assumption: "A `null` in Cinode's JSON patch clears a date or text",
		howToCheck: 'Clear an end date in Kleer',
		plainly: 'A date or text that is emptied in Kleer is emptied in Cinode',
		where: '`sync/targets/shared/differences.ts`',
		shownBy: { schemes: ['users', 'customers'], how: 'cleared' },
	},
	{
		id: 'userSearchPages',
		assumption: 'Search pages count from 1 and hold up to 100 people; `totalItems` counts all',
		howToCheck: 'A run with more than 100 people in Cinode; the sync stops when the count is not reached',
		plainly: "Cinode's search shows everybody, page by page",
		plainCheck: 'A run with more than 100 people in Cinode; it stops when somebody is missing',
		where: '`sync/targets/users/listPeople.ts`',
	},
	{
		id: 'userList',
		assumption: '`GET users` lists all but the disconnected',
		howToCheck: 'As above: whoever is missing is looked for by search',
		plainly: "Cinode's list of users holds all but the disconnected",
		plainCheck: 'Nothing: whoever is missing is looked for by search',
		where: '`sync/targets/users/listPeople.ts`',
	},
	{
		id: 'userTypes',
		assumption:
			"Cinode's list of users may also show candidates, subcontractors, API accounts and bots; no `companyUserType` is an employee",
		howToCheck:
			'A conflict that says "is a candidate in Cinode": give that one another e-mail, or make it an employee',
		plainly: "Cinode's list of users may hold candidates, subcontractors, API accounts and bots, too",
		where: '`sync/targets/users/cinodeUser.ts`, `otherType`',
	},
	{
		id: 'userUpdated',
		assumption: "The list's `updatedDateTime` changes with every edit",
		howToCheck: 'Edit a phone by hand in Cinode; without it the daily compare notices',
		plainly: 'Cinode notes every edit of a user',
		plainCheck: 'Edit a phone by hand in Cinode: the next run notices, else the daily compare does',
		where: '`sync/targets/users/usersTarget.ts`',
	},
	{
		id: 'permissionsReplace',
		assumption: '`PUT users/{id}/permissions` replaces the levels',
		howToCheck: 'Create one person with two roles',
		plainly: 'Roles that are given replace those before',
		where: '`apis/cinode/users.ts`',
	},
	{
		id: 'tokenLife',
		assumption: 'A token lives 120 seconds',
		howToCheck: "No 401 in the run's requests",
		plainly: 'A token of Cinode lives two minutes',
		plainCheck: 'Nothing: it is renewed in time',
		where: '`apis/cinode/session.ts`',
	},
	{
		id: 'customerNumber',
		assumption: "A client's customer number is Kleer's `foreign-id`",
		howToCheck: "Compare one client in Kleer's UI with the Kleer node's output",
		plainly: 'The customer number that Kleer shows is the one that the sync reads',
		where: 'Mapper: *Customer Number*',
	},
	{
		id: 'clientAddress',
		assumption:
			"A client's street is `address1` and its city is `state`; `notes` are the internal notes; `user` is Our Reference and 0 is nobody",
		howToCheck: "Compare one client with Kleer's UI",
		plainly: "A client's street, city, internal notes and Our Reference are where Kleer shows them",
		where: '`apis/kleer/clients.ts`',
	},
	{
		id: 'clientWrites',
		assumption:
			'Clients are read at `client` and `client/{id}`, created by PUT and changed by POST with the whole document',
		howToCheck: "Create and update one client in Kleer's test API",
		plainly: 'A client is written as a whole',
		where: '`apis/kleer/clients.ts`',
	},
	{
		id: 'inactiveCustomers',
		assumption: '`GET customers/extended` lists inactive customers too',
		howToCheck: 'Set one inactive in Cinode, run a dry run with *Include Unchanged*',
		plainly: "Cinode's list of customers holds the inactive ones, too",
		where: '`sync/targets/customers/hiddenCustomers.ts`',
	},
	{
		id: 'customerSearch',
		assumption:
			'If not, `POST customers/search` without a filter shows them too, page by page, and says how many there are in all',
		howToCheck: 'The same: one that is linked is counted, not created',
		plainly: "If it doesn't, a search shows them",
		where: '`sync/targets/customers/hiddenCustomers.ts`',
	},
	{
		id: 'customerCurrency',
		assumption: "A customer's currency is the API's *turnover currency*",
		howToCheck: "Set it in Cinode's UI and read the customer with the Cinode node",
		plainly: "A customer's currency in Cinode is its turnover currency",
		where: '`sync/targets/customers/cinodeCustomer.ts`, `CODED_FIELDS`',
	},
	{
		id: 'companyCountry',
		assumption: "The company's own country is Sweden, when its id has to stand for SE",
		howToCheck: 'Compare with a Swedish customer',
		plainly: "Cinode's company is in Sweden, where no Swedish customer shows which country that is",
		where: '`sync/targets/customers/directory.ts`',
	},
	{
		id: 'managersAdd',
		assumption: "`POST customers/{id}/managers` adds and doesn't replace",
		howToCheck: 'Two people responsible in Cinode, then a sync',
		plainly: 'Who becomes responsible for a customer is added to the others',
		where: '`apis/cinode/customers.ts`',
	},
	{
		id: 'customerTags',
		assumption: 'v0.2 adds and removes single tags of customers',
		howToCheck: "Change a client's terms of payment",
		plainly: 'Single tags of a customer can be added and removed',
		where: '`apis/cinode/customers.ts`, `addTag`',
		shownBy: { schemes: ['customers'], how: 'changed', fields: ['tags'] },
	},
	{
		id: 'addressReplaces',
		assumption: '`PUT …/addresses/{id}` replaces the whole address',
		howToCheck: 'Change an address that has comments',
		plainly: 'An address is written as a whole',
		where: '`sync/targets/customers/parts.ts`',
		shownBy: { schemes: ['customers'], how: 'changed', fields: ['invoiceAddress'] },
	},
	{
		id: 'searchContains',
		assumption: 'A search by *Contains* compares text, so a number is looked for with and without dash',
		howToCheck: 'First dry run: are known customers linked?',
		plainly: 'A search for an organisation number finds it with and without its dash',
		where: '`sync/targets/customers/organisationNumbers.ts`',
	},
	{
		id: 'subcontractorUpdates',
		assumption:
			"Subcontractors can't be updated; if `OPTIONS` shows PATCH, its paths are named like users'. A PUT is never used: it would replace gender and language, which can't be read",
		howToCheck: 'A changed supplier name: drift, or an update',
		plainly: "Cinode can't change a subcontractor; where it can, fields are called as for users",
		where: '`sync/targets/subcontractors/`',
	},
	{
		id: 'oneSequence',
		assumption:
			'Company users and subcontractors have ids from one sequence, and an e-mail is unique among both',
		howToCheck: "Create a subcontractor with a user's e-mail: Cinode refuses",
		plainly: "An e-mail is unique among Cinode's users and subcontractors together",
		where: '`sync/targets/users/usersTarget.ts`',
	},
	{
		id: 'projectFields',
		assumption:
			"A company's own fields of Kleer's client projects are known by their alias; one that has no value isn't shown, and an empty value clears it",
		howToCheck: 'Push one project with an own row for such a field',
		plainly: "A field of your own in Kleer's projects takes what an own row gives it",
		where: '`sync/targets/projects/customFields.ts`',
	},
	{
		id: 'clientProjectWrites',
		assumption:
			"Kleer's client projects are created by `PUT client-project` and changed by `POST client-project/{id}` with the whole document; what is left out is lost, but for categories and broker",
		howToCheck: "Push one project in Kleer's test API, add a planned invoice by hand, push again",
		plainly: 'A project in Kleer is written as a whole: what somebody added there stays',
		where: '`sync/targets/projects/kleerProject.ts`, `writeable`',
		shownBy: { schemes: ['projects'], how: 'changed' },
	},
	{
		id: 'closedProjects',
		assumption: '`filter=all` lists closed projects too',
		howToCheck: "Close one and look at the node's output",
		plainly: 'Kleer lists closed projects, too',
		plainCheck: 'Close one in Kleer and look at what Client Project: Get Many gives',
		where: '`apis/kleer/clientProjects.ts`',
	},
	{
		id: 'pricesInOre',
		assumption: 'Prices on people and activities are in öre',
		howToCheck: "Push one project and compare with Kleer's UI",
		where: '`rules/projects/prices.ts`',
	},
	{
		id: 'leads',
		assumption: '`leads` are the project managers, `our-reference` takes a user',
		howToCheck: 'Push one project',
		plainly: "Leads are Kleer's project managers, and Our Reference is a person in Kleer",
		where: '`sync/targets/projects/planProject.ts`',
	},
	{
		id: 'brokerNull',
		assumption: 'A broker of `null` clears it; an emptied closing date is left out',
		howToCheck: 'Remove the intermediator, give a role no end',
		plainly: 'An intermediator that is removed, and an end date that is emptied, go away in Kleer, too',
		where: '`sync/targets/projects/`',
		shownBy: { schemes: ['projects'], how: 'cleared', fields: ['brokerClient', 'closingDate'] },
	},
	{
		id: 'projectNulls',
		assumption: "Cinode's project and role say `null` for nothing; what is left out changes nothing in Kleer",
		howToCheck: 'Give a role no end, and look at *Project: Get* without *Simplify*',
		plainly: "What is empty in Cinode is shown as empty; what isn't shown changes nothing in Kleer",
		plainCheck: 'Give a role no end, and look at Project: Get with Simplify off',
		where: '`apis/cinode/projectReading.ts`, `fieldsOf`',
	},
	{
		id: 'projectSearch',
		assumption: "Cinode's project search: 5 is Updated, newest first; pages of up to 100",
		howToCheck: 'Change a project and look who comes first in *Project: Get Many*',
		plainly: 'Cinode gives the projects that changed last first',
		plainCheck: 'Change a project and look who comes first in Project: Get Many',
		where: '`apis/cinode/projects.ts`',
	},
	{
		id: 'roleSearch',
		assumption: '`POST roles` gives a list of all roles, with dates, rate and person',
		howToCheck: '*Project: Get Changed* gives projects in its first run',
		plainly: 'Cinode gives all roles at once, with dates, rate and person',
		plainCheck: 'Project: Get Changed gives projects in its first run',
		where: '`apis/cinode/projects.ts`, `searchRoles`',
	},
	{
		id: 'teamMembers',
		assumption:
			"A team's members may include people who are disconnected; their `availabilityPercent` is the share of their time in that team",
		howToCheck: "Compare *Team: Get* with the team in Cinode's UI",
		plainly:
			"A team's members may include people who are disconnected; their percentage is the share of their time in that team",
		where: '`apis/cinode/teams.ts`',
	},
	{
		id: 'webhookHeader',
		assumption: "A webhook's credential with `isBasicAuthentication: false` arrives as a header of that name",
		howToCheck: 'Publish the push and change a project: an execution starts',
		plainly: 'A webhook carries the secret that it was given',
		where: '`apis/cinode/webhooks.ts`',
	},
	{
		id: 'webhookBody',
		assumption: "A webhook's body holds the project's or role's id somewhere; a role's names its project",
		howToCheck: "The trigger's output: `projectId` is there, else `problem` says so",
		plainly: 'A webhook names the project or the role that changed',
		plainCheck: "Change a project; the trigger's output names it, else says that it doesn't",
		where: '`nodes/CinodeTrigger/readEvent.ts`',
	},
	{
		id: 'roleWebhook',
		assumption: "A role's change makes a webhook of its own",
		howToCheck: 'Change a rate',
		plainCheck: 'Change a rate: the push runs',
		where: 'templates: *Entities*',
	},
	{
		id: 'cinodeTimes',
		assumption: 'Cinode’s times, which carry no offset, are UTC',
		howToCheck: 'Change a project and use *Changed Since* of *Project: Get Many*',
		plainly: "Cinode's times are in UTC",
		where: '`apis/cinode/projects.ts`, `projectsUpdatedSince`',
	},
	{
		id: 'cinodeSalary',
		assumption: "Cinode's *base salary* is a month's, in whole units of the person's currency",
		howToCheck: "Compare one person's salary in Cinode's UI after the first sync",
		plainly: "Cinode's base salary is a month's, in whole units of the person's currency",
		where: '`sync/targets/users/cinodeUser.ts`, `baseSalary`',
	},
	{
		id: 'projectStatus',
		assumption: "Kleer's client projects are *open*, *draft* or *closed*, in whatever case",
		howToCheck: 'Close one in Kleer and use *Client Project: Get Many* with *Status*',
		where: '`nodes/Kleer/actions/clientProject/clientProjectFields.ts`',
	},
	{
		id: 'identifiers',
		assumption:
			'Where *Project Number* is the identifier, no two projects of one customer in Cinode have the same: pushed one at a time they would write over each other in Kleer',
		howToCheck: 'Sort *Project: Get Many* by identifier; the name that differs is told at every push',
		plainly: 'Where the project number is the identifier, no two projects of one customer have the same',
		where: 'Mapper: *Project Number*; `sync/targets/projects/projectsTarget.ts`',
	},
	{
		id: 'noRedirects',
		assumption:
			'No route of either API answers with a redirect; one that does is an error, so that no token follows it',
		howToCheck: 'The credential test',
		plainly: 'Neither API answers by sending on to another address',
		where: '`apis/shared/egress.ts`',
	},
] as const satisfies readonly Assumption[];

export type AssumptionId = (typeof ASSUMPTIONS)[number]['id'];
