import { once } from 'node:events';
import { startSandbox } from '../test/sandbox/index.mts';

/** The one that started this one takes n8n back to the start, too. */
async function askStarter(): Promise<void> {
	const answered = once(process, 'message') as Promise<[{ error?: string }]>;
	process.send?.('startOver');
	const [{ error }] = await answered;
	if (error) throw new Error(error);
}

// Both vendors for `npm start`. Where they are and who may log in leaves as one line of JSON, ready for n8n.
const sandbox = await startSandbox({
	kleerPort: Number(process.env.KLEER_PORT),
	cinodePort: Number(process.env.CINODE_PORT),
	// One of each kind, so that every case can be seen.
	subcontractors: 7,
	...(process.env.PEOPLE ? { people: Number(process.env.PEOPLE) } : {}),
	...(process.send ? { startOver: askStarter } : {}),
});
const { kleer, cinode } = sandbox;

const credentials = [
	{
		name: 'Kleer account',
		type: 'kleerApi',
		data: { baseUrl: kleer.baseUrl, companyId: String(kleer.companyId), accessToken: kleer.token },
	},
	{
		name: 'Cinode account',
		type: 'cinodeApi',
		data: {
			baseUrl: cinode.url,
			authentication: 'apiAccount',
			accessId: cinode.accessId,
			accessSecret: cinode.accessSecret,
			staticToken: '',
			companyId: '',
		},
	},
];
console.log(JSON.stringify({ page: `${kleer.url}/`, credentials }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
}
// Whoever started this one was killed: nobody is left to stop it.
process.once('disconnect', () => process.exit(0));
