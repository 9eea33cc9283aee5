/** Time, so that tests can set it. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}
