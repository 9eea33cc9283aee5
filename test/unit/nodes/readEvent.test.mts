import { describe, expect, it } from 'vitest';
import { isDeeperThan, readEvent, readEvents } from '../../../nodes/CinodeTrigger/readEvent';

const PROJECT = { Id: 501, Title: 'Ny e-handel', PipelineId: 3, CurrentState: 30 };

describe('an event of a project', () => {
	it.each<[string, object]>([
		['names another in something that belongs to it', { Customer: { Id: 8, Projects: [{ ProjectId: 7 }] } }],
		['is a copy of another', { CopiedFrom: { Project: { Id: 7 } } }],
	])('is about it, though it %s', (_what, more) => {
		expect(readEvent({ Payload: { ...PROJECT, ...more } }).projectId).toBe(501);
	});

	it('that has the id in a field of its own is about that', () => {
		expect(readEvent({ Payload: { ...PROJECT, Id: 1, ProjectId: 501 } }).projectId).toBe(501);
	});
});

describe('an event of a role', () => {
	it.each<[string, object]>([
		['names the project itself', { ProjectId: 501, Previous: { Project: { Id: 7 } } }],
		['has a pipeline, too', { PipelineId: 3, Project: { Id: 501 } }],
		['holds the project', { Project: { Id: 501, Customer: { ProjectId: 7 } } }],
		['names it deeper', { Assignment: { Id: 2, ProjectId: 501 } }],
	])('is about its project: it %s', (_what, more) => {
		expect(readEvent({ Payload: { Id: 1, Title: 'Roll', ...more } })).toMatchObject({
			entityId: 1,
			projectId: 501,
		});
	});
});

describe('the forms that an envelope may have', () => {
	it.each<[string, unknown]>([
		['EntityType and EntityId, by number', { EntityType: 6, ActionType: 3, EntityId: 501 }],
		['by name', { entityType: 'CompanyProject', entityId: '501' }],
		['in capitals', { ENTITY_TYPE: 0, EntityType: 'COMPANY_PROJECT', EntityId: 501 }],
		['the payload as JSON text', { WebhookId: 'x', Payload: JSON.stringify(PROJECT) }],
		['data in the place of the payload', { data: PROJECT }],
		['the project itself', PROJECT],
	])('%s', (_form, body) => {
		expect(readEvent(body)).toMatchObject({ projectId: 501 });
	});

	it('a list is as many events', () => {
		const events = readEvents([{ Payload: PROJECT }, { EntityType: 6, EntityId: 7 }]);
		expect(events.map(({ projectId }) => projectId)).toEqual([501, 7]);
	});

	it('a payload that is no JSON says so, and belongs to no project', () => {
		expect(readEvent({ Payload: '{"Id":' })).toMatchObject({ projectId: null, problem: expect.any(String) });
	});
});

describe('how deep a body is', () => {
	const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: [nested(levels - 1)] });

	it.each([
		[0, 0, false],
		[1, 2, false],
		[1, 1, true],
		[32, 64, false],
		[33, 64, true],
	])('%i pairs of levels and a limit of %i: %s', (pairs, limit, deeper) => {
		expect(isDeeperThan(nested(pairs), limit)).toBe(deeper);
	});

	it('is told of one that no recursion could follow', () => {
		let body: unknown = 1;
		for (let level = 0; level < 100_000; level++) body = [body];
		expect(isDeeperThan(body, 64)).toBe(true);
	});
});
