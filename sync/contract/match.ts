import type { ReasonCode } from '../../rules';
import type { ListedTarget } from './listedTarget';

/** How a record met its target. */
export type Match =
	| { kind: 'none' }
	| { kind: 'key'; target: ListedTarget }
	| {
			kind: 'link';
			target: ListedTarget;
			/** By name alone: a closer look may show that the target is another organisation. */
			doubts?: ListedTarget[];
	  }
	| {
			kind: 'conflict';
			target?: ListedTarget;
			reason: string;
			reasonCode: ReasonCode;
			/** Targets of which a closer look may show what the list doesn't. */
			doubts?: ListedTarget[];
			/** About the record's own key, not about what may link it. */
			isByKey?: boolean;
	  };
