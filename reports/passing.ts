/** A vendor that can't be reached for a moment: told when it happens a second time in a row. */
export const PASSING =
	/could not be reached|did not answer|failed \(5\d\d\)|Kleer failed: Tekniskt fel|asked too often|too many were asked for/i;
