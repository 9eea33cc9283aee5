/** What nodes may use of the sync layer. */
export * from './attempt';
export type { BrakeLimits } from './brake';
export * from './engine';
export * from './errors';
export * from './lease';
export * from './limiter';
export * from './memory/runMemory';
export * from './memory/store';
export * from './report';
export * from './types';
export * from './users/cinodeUser';
export type { HiddenPeople } from './users/listPeople';
export * from './users/planUser';
export * from './users/usersTarget';
