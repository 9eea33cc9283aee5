import { newTag } from './edits.mts';
import type { Problems } from './replies.mts';
import type { CinodeStore, CinodeTag } from './store.mts';
import { isBody } from './validate.mts';

/** The tags with these ids. */
export function tagsOf(store: CinodeStore, ids: number[]): CinodeTag[] {
	return ids.map((id) => store.tags.get(id)).filter((tag) => tag !== undefined);
}

/** CompanyTagModel; every field of it may be null. */
const TAG_FIELDS: Record<string, string> = {
	id: 'number',
	name: 'string',
	seoId: 'string',
	companyId: 'number',
	tagType: 'object',
};

/**
 * A list of tags as v0.1 takes it, which replaces all that were there: one without id becomes a new tag, even
 * when one of that name exists (docs/vendors.md#cinode-tags).
 */
export function readTags(store: CinodeStore, body: unknown): { problems: Problems } | { ids: number[] } {
	if (!Array.isArray(body)) return { problems: { '': ['An array of tags is required.'] } };
	for (const tag of body as unknown[]) {
		const problem = tagProblem(store, tag, TAG_FIELDS);
		if (problem) return { problems: { Tags: [problem] } };
	}
	return { ids: [...new Set((body as GivenTag[]).map((tag) => tagId(store, tag)))] };
}

/** One tag as v0.2 takes it, `{id}` or `{name}`; by name it is new, too (docs/vendors.md#cinode-customers). */
export function readTag(store: CinodeStore, body: unknown): { problems: Problems } | { id: number } {
	const problem = tagProblem(store, body, { id: 'number', name: 'string' });
	return problem ? { problems: { Tag: [problem] } } : { id: tagId(store, body as GivenTag) };
}

interface GivenTag {
	id?: number | null;
	name?: string | null;
}

const tagId = (store: CinodeStore, tag: GivenTag) => tag.id ?? newTag(store, (tag.name ?? '').trim()).id;

function tagProblem(store: CinodeStore, tag: unknown, fields: Record<string, string>): string | undefined {
	if (!isBody(tag)) return 'Not a tag.';
	for (const [key, value] of Object.entries(tag)) {
		if (!Object.hasOwn(fields, key)) return `Unknown field '${key}'.`;
		if (value !== null && typeof value !== fields[key]) return `'${key}' has the wrong type.`;
	}
	if (typeof tag.id === 'number') return store.tags.has(tag.id) ? undefined : `No tag ${tag.id}.`;
	return typeof tag.name === 'string' && tag.name.trim() ? undefined : 'A tag needs an id or a name.';
}
