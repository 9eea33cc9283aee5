import type { Company, Workflow } from './types';

/** A copy with every text replaced; keys stay. */
export function deepReplace(value: unknown, replace: (text: string) => string): unknown {
	if (typeof value === 'string') return replace(value);
	if (Array.isArray(value)) return value.map((one: unknown) => deepReplace(one, replace));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deepReplace(one, replace)]));
}

/** The names of credentials, in the nodes and in the notes that speak of them. */
export function setCredentials(workflow: Workflow, { kleerCredential, cinodeCredential }: Company): void {
	const names: Record<string, string> = { kleerApi: kleerCredential, cinodeApi: cinodeCredential };
	const before = new Map<string, string>();
	for (const { credentials = {} } of workflow.nodes) {
		for (const [type, credential] of Object.entries(credentials)) {
			const name = names[type];
			if (!name) throw new Error(`"${workflow.name}" needs a credential ${type}`);
			before.set(credential.name, name);
			credentials[type] = { id: null, name };
		}
	}
	for (const { parameters } of workflow.nodes) {
		if (typeof parameters.content !== 'string') continue;
		for (const [old, name] of before) {
			parameters.content = (parameters.content as string).replaceAll(`**${old}**`, () => `**${name}**`);
		}
	}
}
