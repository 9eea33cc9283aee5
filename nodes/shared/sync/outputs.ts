/** A sync gives results and one summary; every other operation gives its records. */
export const SYNC_OUTPUTS = `={{ $parameter["operation"] === "sync"
	? [{ type: "main", displayName: "Results" }, { type: "main", displayName: "Summary" }]
	: [{ type: "main" }] }}` as const;
