import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const MODULES = ['cells', 'people', 'subcontractors', 'customers', 'projects', 'acts'];

// Read anew each time: whoever works on the page sees it at once.
const part = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');

/** The page that shows both systems side by side, and the modules of its script. */
export function addPage(app: FastifyInstance): void {
	app.get('/', (_request, reply) => {
		const html = part('index.html')
			.replace('/* style.css */', () => part('style.css'))
			.replace('/* client.mjs */', () => part('client.mjs'));
		return reply.header('content-type', 'text/html; charset=utf-8').send(html);
	});
	for (const name of MODULES) {
		app.get(`/sandbox/page/${name}.mjs`, (_request, reply) =>
			reply.header('content-type', 'text/javascript; charset=utf-8').send(part(`${name}.mjs`)),
		);
	}
}
