import ts from 'typescript';
import type { Remark } from './types.mts';

/** JSON with comments and trailing commas, as TypeScript reads its own settings; says where it is wrong. */
export function parseTenantFile(name: string, text: string): { value: unknown; errors: Remark[] } {
	const source = ts.parseJsonText(name, text);
	const line = (position: number) => `line ${source.getLineAndCharacterOfPosition(position).line + 1}`;
	const { config, error } = ts.parseConfigFileTextToJson(name, text) as {
		config?: unknown;
		error?: ts.Diagnostic;
	};
	const errors: Remark[] = [];
	if (error) {
		const message = ts.flattenDiagnosticMessageText(error.messageText, ' ').replace(/\.$/, '');
		errors.push({ path: line(error.start ?? 0), message: `is not JSON with comments: ${message}` });
	}
	for (const { name: key, position } of doubledKeys(source)) {
		errors.push({ path: line(position), message: `"${key}" is there twice` });
	}
	return { value: config, errors };
}

/** Of two equal keys JSON silently takes the last. */
function doubledKeys(source: ts.JsonSourceFile): Array<{ name: string; position: number }> {
	const found: Array<{ name: string; position: number }> = [];
	const visit = (node: ts.Node): void => {
		if (ts.isObjectLiteralExpression(node)) {
			const names = new Set<string>();
			for (const property of node.properties) {
				const name = property.name && ts.isStringLiteral(property.name) ? property.name.text : '';
				if (name && names.has(name)) found.push({ name, position: property.getStart(source) });
				names.add(name);
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}
