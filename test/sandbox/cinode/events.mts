import type { ActionName, EntityName } from './projectStore.mts';
import type { CinodeStore } from './store.mts';

/** Something that happened in Cinode, by a person or by an integration through the API. */
export interface CinodeEvent {
	entity: EntityName;
	action: ActionName;
	/** As it is stored after the change, or was before it was deleted. */
	record: { id: number };
}

type Listener = (event: CinodeEvent) => void;

/** Beside the stores, which hold data alone. A store that is being seeded has no listener. */
const listeners = new WeakMap<CinodeStore, Listener>();

export function listen(store: CinodeStore, listener: Listener): void {
	listeners.set(store, listener);
}

export function tell(
	store: CinodeStore,
	entity: EntityName,
	action: ActionName,
	record: { id: number },
): void {
	listeners.get(store)?.({ entity, action, record });
}
