/** What several layers need and no layer owns: errors of vendors, time, and how tasks are run. */
export { attempt, type Attempt } from './attempt';
export { DAY_MS, HOUR_MS, MINUTE_MS, type Clock } from './clock';
export {
	LeaseLostError,
	VendorError,
	defersTheRest,
	reasonCodeOf,
	stopsTheRun,
	type VendorErrorKind,
} from './errors';
export { inTurn } from './inTurn';
export { forEachLimited } from './pool';
export { isSourceShrunk, shrunk } from './shrunkList';
