import { isUtf8 } from 'node:buffer';
import ts from 'typescript';
import type { Remark } from '../../tenant/types.ts';

/** Where something stands in a file, both counted from 1. */
export interface Place {
	line: number;
	column: number;
}

export interface TenantFile {
	value: unknown;
	errors: Remark[];
	/** Where a path such as `companies[0].users` stands; of what isn't there, what it would stand in. */
	placeOf(path: string): Place;
}

/** The file's text; a file in another encoding is refused, since every å would arrive as something else. */
export function decodeTenantFile(bytes: Uint8Array): { text: string } | { error: Remark } {
	const say = (at: Place, message: string) => ({ error: { path: '', at, message } });
	const [first, second] = bytes;
	if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
		return say({ line: 1, column: 1 }, 'is UTF-16: save it as UTF-8');
	}
	if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes) };
	const before = new TextDecoder().decode(bytes.subarray(0, firstBad(bytes))).split('\n');
	const at = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
	return say(at, 'is not UTF-8 from here on, perhaps Latin-1 (ISO 8859-1, Windows-1252): save it as UTF-8');
}

/** Where the first character begins that is none in UTF-8. */
function firstBad(bytes: Uint8Array): number {
	let at = 0;
	for (;;) {
		const lead = bytes[at] ?? 0;
		const size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
		if (at >= bytes.length || !isUtf8(bytes.subarray(at, at + size))) return at;
		at += size;
	}
}

/** JSON with comments and trailing commas, as TypeScript reads its own settings; says where it is wrong. */
export function parseTenantFile(name: string, text: string): TenantFile {
	const source = ts.parseJsonText(name, text);
	const at = (position: number): Place => {
		const { line, character } = source.getLineAndCharacterOfPosition(position);
		return { line: line + 1, column: character + 1 };
	};
	const { config, error } = ts.parseConfigFileTextToJson(name, text) as {
		config?: unknown;
		error?: ts.Diagnostic;
	};
	const errors: Remark[] = [];
	if (error) {
		const message = ts.flattenDiagnosticMessageText(error.messageText, ' ').replace(/\.$/, '');
		errors.push({ path: '', at: at(error.start ?? 0), message: `is not JSON with comments: ${message}` });
	}
	for (const { name: key, position } of doubledKeys(source)) {
		errors.push({ path: '', at: at(position), message: `"${key}" is there twice` });
	}
	return { value: config, errors, placeOf: (path) => at(positionOf(source, path)) };
}

/** Of two equal keys JSON silently takes the last. */
function doubledKeys(source: ts.JsonSourceFile): Array<{ name: string; position: number }> {
	const found: Array<{ name: string; position: number }> = [];
	const visit = (node: ts.Node): void => {
		if (ts.isObjectLiteralExpression(node)) {
			const names = new Set<string>();
			for (const property of node.properties) {
				const name = keyOf(property);
				if (name && names.has(name)) found.push({ name, position: property.getStart(source) });
				names.add(name);
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** Of the key where there is one, else of the value. */
function positionOf(source: ts.JsonSourceFile, path: string): number {
	let node: ts.Node | undefined = source.statements[0]?.expression;
	let position = node?.getStart(source) ?? 0;
	for (const [, key, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
		if (node && key !== undefined && ts.isObjectLiteralExpression(node)) {
			const property = node.properties.find((one) => keyOf(one) === key);
			if (!property) return position;
			position = property.getStart(source);
			node = ts.isPropertyAssignment(property) ? property.initializer : undefined;
		} else if (node && index !== undefined && ts.isArrayLiteralExpression(node)) {
			node = node.elements[Number(index)];
			if (!node) return position;
			position = node.getStart(source);
		} else return position;
	}
	return position;
}

function keyOf({ name }: ts.ObjectLiteralElementLike): string {
	return name && ts.isStringLiteral(name) ? name.text : '';
}
