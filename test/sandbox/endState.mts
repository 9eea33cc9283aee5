import { cinodeEndState } from './cinode/state.mts';
import type { CinodeStore } from './cinode/store.mts';
import type { KleerStore } from './kleer/store.mts';

interface Stores {
	kleer: { store: KleerStore };
	cinode: { store: CinodeStore };
}

/** Users in Cinode without ids, times and passwords, tags by name, so that two worlds can be compared. */
export function usersEndState(store: CinodeStore): Array<Record<string, unknown> & { email: string }> {
	return [...store.users.values()]
		.map(({ id: _id, password: _password, createdDateTime: _c, updatedDateTime: _u, tags, ...user }) => ({
			...user,
			tags: tags.map((id) => store.tags.get(id)?.name ?? String(id)).sort(),
		}))
		.sort((a, b) => a.email.localeCompare(b.email));
}

/** All that the four syncs may have left behind in both systems, for comparing two worlds. */
export function endStateOf({ kleer, cinode }: Stores): Record<string, unknown> {
	const inKleer = [...kleer.store.clientProjects.values()]
		.map(({ id: _id, 'dimension-entry': _entry, ...project }) => ({
			...project,
			users: [...project.users].sort((a, b) => a.user.id - b.user.id),
			leads: [...project.leads].sort((a, b) => a.user.id - b.user.id),
		}))
		.sort((a, b) => a.number.localeCompare(b.number));
	const tags = [...cinode.store.tags.values()].map(({ name }) => name).sort();
	const state = { users: usersEndState(cinode.store), ...cinodeEndState(cinode.store), tags, inKleer };
	// A copy, since the stores go on.
	return JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
}
