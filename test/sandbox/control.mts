import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addCinodeControl } from './cinode/control.mts';
import { addProjectControl } from './cinode/projectControl.mts';
import type { CinodeOptions } from './cinode/store.mts';
import { swedishDate } from './dates.mts';
import type { Fault } from './faults.mts';
import {
	changeLevel,
	changeSalary,
	editPerson,
	endEmployment,
	hirePerson,
	type NewPerson,
} from './kleer/edits.mts';
import { addKleerControl } from './kleer/control.mts';
import type { KleerRight, KleerStore } from './kleer/store.mts';
import { addPage } from './page/serve.mts';
import { stateOf } from './state.mts';
import { Watches } from './watch.mts';
import type { SandboxOptions, World } from './world.mts';

type Body = Record<string, unknown>;

/** What POST /sandbox/kleer/people/:id takes: raw API fields, and the helpers' edits by name. */
interface PersonEdit {
	user?: Body;
	payroll?: Body | null;
	/** öre, from `from` (default today) */
	salary?: number;
	level?: number;
	from?: string;
	/** Last day; null: none */
	end?: string | null;
}

/** Routes by which a person, or a test in another process, changes and watches the two systems. */
export function addControl(world: World): (app: FastifyInstance) => void {
	const watch = new Watches();
	const today = () => world.options.today ?? swedishDate(world.now());
	const bodyOf = (request: FastifyRequest): Body =>
		typeof request.body === 'string' && request.body ? (JSON.parse(request.body) as Body) : {};
	const idOf = (request: FastifyRequest) => Number((request.params as { id: string }).id);

	return (app) => {
		addPage(app);
		app.get('/sandbox/state', (request) => {
			const query = request.query as { sensitive?: string; limit?: string };
			const limit = query.limit ? Number(query.limit) : Infinity;
			return stateOf(world, watch, { sensitive: query.sensitive === '1', limit });
		});
		app.get('/sandbox/secrets', () => world.secrets());
		app.get('/sandbox/requests', () => ({ all: world.requests.all, byRoute: world.requests.byRoute() }));
		app.delete('/sandbox/requests', () => {
			world.requests.clear();
			return { ok: true };
		});

		app.post('/sandbox/kleer/people', (request) => {
			const { user, payroll, ...person } = bodyOf(request) as Omit<Partial<NewPerson>, 'payroll'> & {
				user?: Body;
				payroll?: Body | false;
			};
			const { name = 'Ny Person', ...rest } = person;
			const hired = hirePerson(world.kleer, { ...rest, name, payroll: payroll !== false }, today());
			if (user) editPerson(world.kleer, hired.id, { user });
			if (payroll && typeof payroll === 'object') editPerson(world.kleer, hired.id, { payroll });
			return hired;
		});
		app.post('/sandbox/kleer/people/:id', (request) => {
			const edit = bodyOf(request) as PersonEdit;
			const id = idOf(request);
			editPerson(world.kleer, id, edit);
			if (edit.salary !== undefined) changeSalary(world.kleer, id, edit.salary, edit.from ?? today());
			if (edit.level !== undefined) changeLevel(world.kleer, id, edit.level, edit.from);
			if (edit.end !== undefined) endEmployment(world.kleer, id, edit.end);
			return { user: world.kleer.users.get(id), payroll: world.kleer.payroll.get(id) ?? null };
		});

		addKleerControl(app, world, bodyOf, idOf);
		addCinodeControl(app, world, bodyOf, idOf);
		addProjectControl(app, world, bodyOf, idOf);

		app.get('/sandbox/webhooks', () => world.webhooks.deliveries);
		app.post('/sandbox/options', (request) => setOptions(world, bodyOf(request)));
		app.post('/sandbox/faults', (request) => ({ id: world.faults.add(bodyOf(request) as unknown as Fault) }));
		app.delete('/sandbox/faults', () => {
			world.faults.clear();
			return { ok: true };
		});
		const reset = (options: SandboxOptions) => {
			world.reset(options);
			watch.clear();
		};
		app.post('/sandbox/reset', (request) => {
			reset(bodyOf(request) as SandboxOptions);
			return { ok: true };
		});
		let startingOver: Promise<void> | undefined;
		app.post('/sandbox/start-over', async () => {
			// Who presses twice waits for the same end.
			startingOver ??= (world.options.startOver ?? (async () => reset({})))().finally(() => {
				startingOver = undefined;
			});
			await startingOver;
			return { ok: true };
		});
	};
}

/** Switches: `{kleer:{rights, …options}, cinode:{levels, …options}, webhooks:{…options}}`. */
function setOptions(world: World, body: Body): object {
	const { rights, ...kleer } = (body.kleer ?? {}) as Partial<KleerStore['options']> & {
		rights?: KleerRight[];
	};
	const { levels, ...cinode } = (body.cinode ?? {}) as Partial<CinodeOptions> & { levels?: number[] };
	Object.assign(world.kleer.options, kleer);
	Object.assign(world.cinode.options, cinode);
	Object.assign(world.webhooks.options, body.webhooks);
	if (rights) world.kleer.rights = new Set(rights);
	if (levels) world.cinode.apiAccount.levels = new Set(levels);
	return { kleer: world.kleer.options, cinode: world.cinode.options };
}
