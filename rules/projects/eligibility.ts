import type { CinodeProject } from '../cinodeRecords';
import type { ProjectsSetup } from './setup';

/**
 * Why a project isn't pushed now; `undefined` when it is eligible: won, or open in a selected stage
 * (docs/field-rules.md#projects-cinode--kleer: Eligible).
 */
export function whyNotEligible(
	{ state, pipelineId, stageId }: Pick<CinodeProject, 'state' | 'pipelineId' | 'stageId'>,
	{ stages }: Pick<ProjectsSetup, 'stages'>,
): string | undefined {
	if (state === null) return 'Cinode did not return its state';
	if (state === 'won') return undefined;
	if (state !== 'open') return `It is ${state} in Cinode`;
	const isSelected = stages.some((stage) => stage.pipelineId === pipelineId && stage.stageId === stageId);
	return isSelected ? undefined : 'It is open in Cinode, in a stage that set-up did not select';
}

/** Whether every role ended before the go-live date; a project without roles hasn't ended. */
export function endedBeforeGoLive(
	{ roles }: { roles: Array<{ endDate?: string | null }> },
	{ goLiveDate }: Pick<ProjectsSetup, 'goLiveDate'>,
): boolean {
	return (
		roles.length > 0 && roles.every(({ endDate }) => typeof endDate === 'string' && endDate < goLiveDate)
	);
}
