import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../scripts/tenant/arguments.mts';

const KEY = { N8N_API_KEY: 'key' };

describe('the command’s arguments', () => {
	it.each([
		['https://n8n.example.com', 'https://n8n.example.com'],
		['https://n8n.example.com/', 'https://n8n.example.com'],
		['https://n8n.example.com/home/workflows', 'https://n8n.example.com'],
		['https://n8n.example.com/workflow/a1b2?x=1', 'https://n8n.example.com'],
		['https://example.com/n8n/api/v1/', 'https://example.com/n8n'],
		['http://127.0.0.1:5678', 'http://127.0.0.1:5678'],
	])('find n8n at %s', (given, address) => {
		expect(readArguments(['a.jsonc', '--n8n', given], KEY).n8n).toBe(address);
	});

	it('take the key from the environment, or as given', () => {
		const given = ['a.jsonc', '--n8n', 'https://n8n.example.com'];
		expect(readArguments(given, KEY).apiKey).toBe('key');
		expect(readArguments([...given, '--api-key', 'other'], KEY).apiKey).toBe('other');
		expect(() => readArguments(given, {})).toThrow('N8N_API_KEY');
	});

	it.each([
		[[], 'Name one tenant file'],
		[['a.jsonc', 'b.jsonc'], 'Name one tenant file'],
		[['a.jsonc', '--publish'], '--publish needs --n8n'],
		[['a.jsonc', '--n8n', 'n8n.example.com'], 'must be an address'],
		[['a.jsonc', '--dryrun'], '--dryrun'],
	])('are refused as %j', (given, message) => {
		expect(() => readArguments(given, KEY)).toThrow(message);
	});
});
