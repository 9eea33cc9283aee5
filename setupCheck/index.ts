/** What nodes may use of the set-up check. */
export * from './assumptions';
export * from './checkSetup';
export * from './page';
export { readCanaryRow, type CanaryRow } from './evidence/canaryEvidence';
