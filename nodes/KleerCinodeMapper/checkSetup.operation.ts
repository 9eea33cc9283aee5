import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { CinodeClient } from '../../apis/cinode/client';
import { KleerClient } from '../../apis/kleer/client';
import { usageOf } from '../../apis/shared/usage';
import { checkSetup, readCanaryRow, setupMarkdown, setupPage } from '../../setupCheck';
import { asJson } from '../shared/items';
import { nowIn } from '../shared/timeZone';
import { pageFile } from './pageFile';

/**
 * Asks both accounts what is there and what is missing; one item, with a page. Takes rows of the syncs' canaries, where
 * there are some.
 */
export async function checkSetupOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const kleer = await KleerClient.open(context);
	const cinode = await CinodeClient.open(context);
	const checked = await checkSetup(kleer, cinode, () => usageOf(context.getExecutionId()), {
		today: nowIn(context).toISODate() ?? '',
		canaries: context.getInputData().flatMap(({ json }) => readCanaryRow(json) ?? []),
	});
	const html = setupPage(checked);
	const json = asJson({ ...checked, markdown: setupMarkdown(checked), html });
	return [
		[{ json, binary: pageFile(html), pairedItem: context.getInputData().map((_, item) => ({ item })) }],
	];
}
