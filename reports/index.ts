/** What nodes may use of the reports. */
export type { Alert } from './alert';
export * from './alerts';
export * from './crashes';
export * from './history';
export * from './html/historyPage';
export * from './html/layout';
export * from './html/runPage';
export * from './markdown';
export * from './outcome';
export * from './overdue';
export * from './problems';
export type { GoodRun, RunContext, RunReport, RunStatus } from './report';
export * from './runReport';
export * from './schedule';
export * from './words';
