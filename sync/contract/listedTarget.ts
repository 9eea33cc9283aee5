/** A record of the target system as its list shows it. */
export interface ListedTarget {
	id: number;
	/** Empty when the record carries none. */
	key: string;
	label: string;
	/** What the list says, in one line: differs when the record was changed where the list shows it. */
	listState: string;
	/** What may link a record whose key is empty, normalised: an e-mail address. */
	linkKeys: string[];
	/** What must agree at first contact besides the key, normalised: e-mail, name. */
	confirmingValues: string[];
	disconnected: boolean;
	/**
	 * Set for a record that isn't this scheme's but holds what one of its records would need (a subcontractor who
	 * has the e-mail of a user): what it is, and what to do. A match with it is a conflict.
	 */
	wrongKind?: string;
}
