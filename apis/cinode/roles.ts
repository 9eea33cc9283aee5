import type { CinodeClient } from './client';
import type { ProjectModel, RoleBase, RoleModel } from './projectModels';

/** A project's roles; there is no list of their own (facts/cinode.md 2d). */
export async function listRoles(
	client: CinodeClient,
	projectId: number,
): Promise<Array<RoleBase | RoleModel>> {
	const { assignments } = await client.company<ProjectModel>({
		method: 'GET',
		path: `/projects/${projectId}`,
	});
	return assignments ?? [];
}
