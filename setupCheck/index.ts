/** What nodes may use of the set-up check. */
export type { AssumptionId } from './assumptions';
export { checkSetup, type CheckedSetup } from './checkSetup';
export { setupMarkdown, setupPage } from './page';
export { readCanaryRow, type CanaryRow } from './evidence/canaryEvidence';
