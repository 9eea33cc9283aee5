import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Every command that README and docs tell a reader to type is run by a test, or says why not. */

/** Which test types it, and what to look for there; or why none does. */
type Shown = { test: string; has: string } | { why: string };

const ITSELF = { why: 'it is what runs the tests' };
const MEASURES = { why: 'it measures for minutes to hours, and writes what it measured into the docs' };
const NO_DOCKER = {
	why: 'no Docker engine where the tests run; test/unit/deploy and test/e2e/deploy check the files',
};
const A_PERSON = { why: 'a release is a person’s decision' };
const CLONE = 'test/demo/clone.test.mts';

const COMMANDS: Record<string, Shown> = {
	'npm start': { test: 'test/demo/support/demo.mts', has: "'npm', ['start']" },
	'npm test': ITSELF,
	'N8N_VERSION=<version> npm test': ITSELF,
	'npm run lint': ITSELF,
	'npm run typecheck': ITSELF,
	'npm run test:quick': ITSELF,
	'npm run test:faults': ITSELF,
	'npm run test:faults -- oracle/projects kill': ITSELF,
	'FAULTS_DOCS=1 npm run test:faults': MEASURES,
	'RELEASE=1 npx vitest run test/unit/docs/releasedRows.test.mts': {
		why: 'it notes what a release has; the test that it runs is part of npm test',
	},
	'SCHEMAS=write npx vitest run test/integration/outputSchemas.test.mts': {
		why: 'it writes the files that the same test, in npm test, compares',
	},
	'npm pack': { test: CLONE, has: "'npm pack\\n'" },
	'npm pack --pack-destination deploy/package': {
		test: CLONE,
		has: 'npm pack --pack-destination deploy/package',
	},
	'npm run docs': { test: CLONE, has: 'npm run docs' },
	'npm run sandbox': { test: CLONE, has: "'sandbox'" },
	'npm run screenshots': { why: 'it makes the pictures, which somebody has to look at' },
	'npm run bench': MEASURES,
	'npm run tenant': { test: CLONE, has: 'npm run tenant' },
	'npm run tenant -- <file>': { test: CLONE, has: 'npm run tenant' },
	'npm run tenant -- docs/tenant.example.jsonc --out /tmp/nordkust': {
		test: CLONE,
		has: '-- docs/tenant.example.jsonc --out',
	},
	'export N8N_API_KEY=…': { test: 'test/e2e/tenant.test.mts', has: 'N8N_API_KEY' },
	'npm run tenant -- nordkust.jsonc --n8n https://n8n.nordkust.example --dry-run': {
		test: 'test/e2e/tenant.test.mts',
		has: "'--dry-run'",
	},
	'npm run tenant -- nordkust.jsonc --n8n https://n8n.nordkust.example': {
		test: 'test/e2e/tenant.test.mts',
		has: "['run', 'tenant', '--silent', '--'",
	},
	'npm install': { why: 'named as what fails on Node 20' },
	'npm ci --ignore-scripts': { test: CLONE, has: 'npm pack' },
	'n8n import:workflow': { test: CLONE, has: 'import:workflow' },
	'n8n import:workflow --separate --input=<folder>': { test: CLONE, has: 'import:workflow' },
	'mkdir -p ~/.n8n/nodes/node_modules/n8n-nodes-kleer-cinode': {
		test: CLONE,
		has: "typed('From a file', 1)",
	},
	'tar -xzf n8n-nodes-kleer-cinode-0.1.0.tgz --strip-components=1 -C ~/.n8n/nodes/node_modules/n8n-nodes-kleer-cinode':
		{ test: CLONE, has: "typed('From a file', 1)" },
	'rm -r ~/.n8n/nodes/node_modules/n8n-nodes-kleer-cinode': { test: CLONE, has: "typed('Remove', 0)" },
	'cd deploy': NO_DOCKER,
	'cp .env.example .env': NO_DOCKER,
	'docker compose build': NO_DOCKER,
	'docker compose up -d': NO_DOCKER,
	'docker compose up -d --scale n8n-worker=5 --no-recreate': NO_DOCKER,
	'git tag v1.2.3 && git push --tags': A_PERSON,
};

const DOCUMENTS = [
	'README.md',
	...readdirSync('docs')
		.filter((file) => /\.(md|jsonc)$/.test(file))
		.map((file) => `docs/${file}`),
];
const TYPED = /^(?:[A-Z][A-Z_0-9]*=\S+ )*(?:npm|npx|node|n8n|git|docker|export|cd|cp|mkdir|tar|rm) /;

/** Lines of fenced blocks, and what stands between backticks, as far as it is a command. */
function commandsIn(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
		block.split('\n'),
	);
	const inline = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
		([, code = '']) => code,
	);
	const comments = file.endsWith('c')
		? [...text.matchAll(/\/\/.*?: (npm .*)$/gm)].map(([, code = '']) => code)
		: [];
	return [...blocks, ...inline, ...comments]
		.map((line) => line.replace(/ +#.*$/, '').trim())
		.filter((line) => TYPED.test(line));
}

const found = new Map(DOCUMENTS.flatMap((file) => commandsIn(file).map((command) => [command, file])));
/** The benchmarks' commands differ in their variables and files only. */
const isBench = (command: string) => /^(BENCH_\w+=\S+ )+npm run bench\b/.test(command);

describe('the commands of README and docs', () => {
	it('are all in this list', () => {
		const unknown = [...found].filter(([command]) => !isBench(command) && !(command in COMMANDS));
		expect(unknown.map(([command, file]) => `${file}: ${command}`)).toEqual([]);
	});

	it('are all in a document still', () => {
		expect(Object.keys(COMMANDS).filter((command) => !found.has(command))).toEqual([]);
	});

	it.each(Object.entries(COMMANDS))('%s is typed by a test, or says why not', (_command, shown) => {
		if ('why' in shown) {
			expect(shown.why).not.toBe('');
			return;
		}
		expect(existsSync(shown.test), shown.test).toBe(true);
		expect(readFileSync(shown.test, 'utf8')).toContain(shown.has);
	});

	it('name only scripts that package.json has', () => {
		const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
		const named = [...found.keys()].flatMap((command) => /npm run ([\w:]+)/.exec(command)?.[1] ?? []);
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
	});
});
