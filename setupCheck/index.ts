/** What nodes may use of the set-up check. */
export * from './assumptions';
export * from './checkSetup';
export * from './page';
