import type { KleerId, PeopleSetup } from '../people/setup';
import type { CategoryTag } from '../shared/categories';

/** What makes someone a leaver (docs/field-rules.md#users-kleer--cinode: Active). */
export const LEAVER_RULES = {
	firstToCome: { name: 'Inactive or Past End Date', description: 'Whichever comes first' },
	inactive: { name: 'Inactive in Kleer', description: 'Only when Kleer says inactive' },
	endDate: { name: 'Past End Date', description: 'Only when the end date has passed' },
} as const;

export type LeaverRule = keyof typeof LEAVER_RULES;

/** Every choice of set-up for the users scheme. */
export interface UsersSetup extends PeopleSetup {
	employmentNumberSource: KleerId;
	includeWithoutPayroll: boolean;
	leaverRule: LeaverRule;
	/** What Kleer's salary figures are divided by to get kronor. */
	salaryDivisor: number;
	/** Cinode access levels. */
	permissions: number[];
	categoryTags: CategoryTag[];
}
