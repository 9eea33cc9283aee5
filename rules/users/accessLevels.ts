/** Cinode's permission levels that a sync may give (docs/vendors.md#cinode-enumerations). Admin and Owner are never given. */
export const ACCESS_LEVELS: ReadonlyArray<{ level: number; name: string }> = [
	{ level: 100, name: 'Read' },
	{ level: 150, name: 'Restricted Company User' },
	{ level: 200, name: 'Company User' },
	{ level: 240, name: 'Partner Manager' },
	{ level: 250, name: 'Company Recruiter' },
	{ level: 270, name: 'Team Manager' },
	{ level: 300, name: 'Company Manager' },
];

export function isGrantable(level: number): boolean {
	return ACCESS_LEVELS.some((offered) => offered.level === level);
}
