import { isObject } from './checkValue';
import type { Schedule, ScheduleName, Workflow } from './types';

/** What runs when, where the file doesn't say. */
export const SCHEDULES: Record<ScheduleName, { fallback: Schedule }> = {
	people: { fallback: 'every5Minutes' },
	customers: { fallback: 'hourly' },
	catchUp: { fallback: 'hourly' },
};

export function checkSchedule(value: unknown): Schedule | undefined {
	if (value === 'every5Minutes' || value === 'hourly') return value;
	if (!isObject(value) || Object.keys(value).join() !== 'daily') return undefined;
	const { daily } = value;
	return Number.isInteger(daily) && Number(daily) >= 0 && Number(daily) <= 23
		? { daily: Number(daily) }
		: undefined;
}

/**
 * Sets the schedule's trigger, and its name to match.
 *
 * @param offset Minutes after the hour, so that companies on one Cinode account don't all ask in the same minute.
 */
export function setSchedule(workflow: Workflow, schedule: Schedule, offset: number): void {
	const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.scheduleTrigger');
	if (!trigger) throw new Error(`"${workflow.name}" has no schedule`);
	const { name, interval } = triggerOf(schedule, offset);
	trigger.parameters = { rule: { interval: [interval] } };
	const connections = workflow.connections[trigger.name];
	if (connections && name !== trigger.name) {
		delete workflow.connections[trigger.name];
		workflow.connections = { [name]: connections, ...workflow.connections };
	}
	trigger.name = name;
}

function triggerOf(schedule: Schedule, offset: number): { name: string; interval: object } {
	if (schedule === 'every5Minutes') {
		const interval =
			offset % 5 === 0
				? { field: 'minutes', minutesInterval: 5 }
				: { field: 'cronExpression', expression: `${offset % 5}-59/5 * * * *` };
		return { name: 'Every 5 Minutes', interval };
	}
	const triggerAtMinute = offset % 60 === 0 ? {} : { triggerAtMinute: offset % 60 };
	if (schedule === 'hourly') {
		return { name: 'Every Hour', interval: { field: 'hours', hoursInterval: 1, ...triggerAtMinute } };
	}
	const at = `${schedule.daily}:${String(offset % 60).padStart(2, '0')}`;
	return {
		name: `Every Day at ${at}`,
		interval: { field: 'days', daysInterval: 1, triggerAtHour: schedule.daily, ...triggerAtMinute },
	};
}
