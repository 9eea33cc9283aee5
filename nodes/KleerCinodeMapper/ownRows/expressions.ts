import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

/** What an expression alone gives; n8n makes nothing of one that fails, and that is "not said". */
const ALONE = /^\{\{(?:(?!\{\{)[\s\S])*\}\}$/;

/** So many evaluations at a time: each takes n8n up to half a millisecond, and all of n8n waits meanwhile. */
const AT_A_TIME = 100;

/** An expression of an own row, and what it gives for each item. */
export class RowExpression {
	private readonly given = new Map<object, { value: unknown } | { error: unknown }>();
	private asked = 0;
	private said = 0;

	/** @param text Without n8n's sign for an expression. */
	constructor(private readonly text: string) {}

	evaluate(context: IExecuteFunctions, { json }: INodeExecutionData, item: number): void {
		try {
			const value: unknown = context.evaluateExpression(this.text, item);
			// In a text with expressions inside, n8n makes "" of one that fails: a blank one says nothing, and not "empty".
			const isBlank = typeof value === 'string' && value.trim() === '';
			this.given.set(json, { value: isBlank && !ALONE.test(this.text) ? undefined : value });
		} catch (error) {
			this.given.set(json, { error });
		}
	}

	/** @throws Error when n8n couldn't read the expression for this source. */
	read(source: object): unknown {
		this.asked++;
		const outcome = this.given.get(source);
		if (!outcome) return undefined;
		if ('error' in outcome) throw outcome.error as Error;
		if (outcome.value !== undefined) this.said++;
		return outcome.value;
	}

	/** How many records asked for a value, where none of them got one. */
	get askedInVain(): number {
		return this.said === 0 ? this.asked : 0;
	}
}

/** Evaluates all expressions for all items, and lets n8n do other work in between. */
export async function evaluateAll(
	context: IExecuteFunctions,
	expressions: readonly RowExpression[],
	items: readonly INodeExecutionData[],
): Promise<void> {
	let since = 0;
	for (const [index, item] of items.entries()) {
		for (const expression of expressions) expression.evaluate(context, item, index);
		since += expressions.length;
		if (since < AT_A_TIME) continue;
		since = 0;
		await sleep(0);
	}
}
