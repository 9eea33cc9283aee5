import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { bringAll, plan, showLast } from './bring';
import { forget } from './forget';
import { look } from './look';

type Step = (context: IExecuteFunctions) => INodeExecutionData[][] | Promise<INodeExecutionData[][]>;

const STEPS: Record<string, Step> = { bring: bringAll, forget, look, page: showLast, plan };

/** One step of the set-up form. */
export async function setUpOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const name = context.getNodeParameter('step', 0, 'look') as string;
	const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
	return await (step ?? look)(context);
}
