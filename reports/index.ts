/** What nodes may use of the reports. */
export type { Alert } from './alert';
export { decideAlert } from './decideAlert';
export { decideCrashAlert, decideRunsAgain, readCrash, type Crash } from './crashes';
export { countsOf, historyRow, isHistoryRow } from './history';
export { hintsOf } from './hints';
export { historyPage } from './html/historyPage';
export { box, e, folded, heading, page, remark, table, link } from './html/layout';
export { reportPage, reportParts } from './html/runPage';
export { markdownOf, plainMarkdown } from './markdown';
export { readOutcome, viewOf, type SetupRemark } from './outcome';
export { decideOverdue, readGoodRun } from './overdue';
export { problemsOf } from './problems';
export type { GoodRun, RunContext, RunReport, RunStatus } from './report';
export * from './lookUp';
export { isRecordRow, recordRows, type RecordRow } from './recordRows';
export { reportOf } from './runReport';
export { longestInterval } from './schedule';
export { readLanguage, textsIn, type Language } from './texts';
