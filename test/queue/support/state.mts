import { cinodeEndState, type CinodeStore, type Sandbox } from '../../sandbox/index.mts';

/** Everybody in Cinode, without what differs between two companies: ids, times and passwords. */
export function peopleIn(store: CinodeStore): string[] {
	return [...store.users.values()]
		.map(({ id: _id, password: _password, createdDateTime: _c, updatedDateTime: _u, tags, ...user }) => ({
			...user,
			tags: tags.map((id) => store.tags.get(id)?.name).sort(),
		}))
		.map((user) => JSON.stringify(user))
		.sort();
}

/** What all syncs have left behind in both systems, so that two companies can be compared. */
export function stateOf({ kleer, cinode }: Sandbox) {
	const projects = [...kleer.store.clientProjects.values()]
		.map(({ id: _id, 'dimension-entry': _entry, ...project }) => ({
			...project,
			users: [...project.users].sort((a, b) => a.user.id - b.user.id),
			leads: [...project.leads].sort((a, b) => a.user.id - b.user.id),
		}))
		.map((project) => JSON.stringify(project))
		.sort();
	return { people: peopleIn(cinode.store), ...cinodeEndState(cinode.store), projects };
}
