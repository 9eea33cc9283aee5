/** What somebody should be told now; once when it begins, and once when it is well again. */
export interface Alert {
	kind: 'needsAPerson' | 'wellAgain' | 'stopped' | 'runsAgain';
	title: string;
	/** For people, in Markdown. */
	text: string;
}
