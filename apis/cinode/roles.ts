import type { CinodeClient } from './client';
import { projectModel, type RoleBase, type RoleModel } from '../../models/cinode/projects';

/** A project's roles; there is no list of their own (docs/vendors.md#cinode-projects). */
export async function listRoles(
	client: CinodeClient,
	projectId: number,
): Promise<Array<RoleBase | RoleModel>> {
	const { assignments } = await client.one(`/projects/${projectId}`, projectModel, 'a project');
	return assignments ?? [];
}
