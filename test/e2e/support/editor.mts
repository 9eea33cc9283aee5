import type { Browser, Locator, Page } from 'playwright-core';
import { openEditor } from './browser.mts';
import type { N8nAddress } from './process.mts';

/** A workflow open in n8n's editor, and what people do there. */
export class Editor {
	private constructor(readonly page: Page) {}

	static async open(browser: Browser, n8n: { address: N8nAddress }, workflowId: string): Promise<Editor> {
		const editor = new Editor(await openEditor(browser, n8n, `/workflow/${workflowId}`));
		await editor.page.getByTestId('execute-workflow-button').waitFor();
		// The first page takes its time; what comes after it doesn't.
		editor.page.setDefaultTimeout(20_000);
		return editor;
	}

	/** n8n at another path, where a workflow may be opened later. */
	static async openAt(browser: Browser, n8n: { address: N8nAddress }, path: string): Promise<Editor> {
		const editor = new Editor(await openEditor(browser, n8n, path));
		editor.page.setDefaultTimeout(15_000);
		return editor;
	}

	/** Goes to another workflow in the same window, which is much quicker than a new one. */
	async goTo(workflowId: string): Promise<void> {
		await this.page.goto(new URL(`/workflow/${workflowId}`, this.page.url()).href);
		await this.page.getByTestId('execute-workflow-button').waitFor();
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Opens a node's panel; closes another one that is open. */
	async openNode(name: string): Promise<void> {
		await this.closeNode();
		await this.node(name).dblclick();
		await this.page.getByTestId('node-title-container').filter({ hasText: name }).waitFor();
		await this.page.getByTestId('node-parameters').waitFor();
	}

	async closeNode(): Promise<void> {
		const close = this.page.getByTestId('ndv-close-button');
		if ((await close.count()) === 0) return;
		await close.click();
		await close.waitFor({ state: 'detached' });
	}

	parameter(name: string): Locator {
		// A row of Field Modes may have the same name; those come later.
		return this.page.getByTestId(`parameter-input-${name}`).first();
	}

	/** The rows of Field Modes as the open mapper shows them: "Phone ← Phone", and the mode. */
	async fieldModes(): Promise<Record<string, string>> {
		const rows = this.page.getByTestId('node-parameters').getByText(' ← ');
		await rows.first().waitFor();
		const labels = await rows.allInnerTexts();
		const modes = await Promise.all((await rows.all()).map(async (row) => await modeBelow(row).inputValue()));
		return Object.fromEntries(labels.map((label, index) => [label.trim(), modes[index] ?? '']));
	}

	/** Chooses another mode in the row of that label. */
	async chooseMode(label: string, mode: string): Promise<void> {
		const row = this.page.getByTestId('node-parameters').getByText(label, { exact: true });
		await this.choose(modeBelow(row), mode);
		await this.blur();
	}

	/** What a dropdown offers, once n8n has loaded it; the dropdown is closed again. */
	async choices(list: Locator, anyOf: string): Promise<string[]> {
		const options = this.page.locator(
			'[role=option]:visible, [data-test-id=collection-parameter-option]:visible',
		);
		const wanted = options.filter({ hasText: anyOf }).first();
		await this.unfold(list, wanted);
		const texts = await options.allInnerTexts();
		await this.blur();
		await options.first().waitFor({ state: 'hidden' });
		return texts.map((text) => text.split('\n')[0]?.trim() ?? '');
	}

	/** Clicks where nothing is, on the open panel's head; Escape can close the whole panel. */
	async blur(): Promise<void> {
		await this.page.mouse.click(600, 45);
	}

	/** Chooses from a dropdown. */
	async choose(list: Locator, choice: string): Promise<void> {
		const wanted = this.page.locator('[role=option]:visible').filter({ hasText: choice }).first();
		await this.unfold(list, wanted);
		await wanted.click();
		await wanted.waitFor({ state: 'hidden' });
	}

	private async unfold(list: Locator, wanted: Locator): Promise<void> {
		// A click while n8n still asks the vendor opens nothing.
		for (let attempt = 0; attempt < 10 && !(await wanted.isVisible()); attempt += 1) {
			await list.click();
			await wanted.waitFor({ timeout: 1_000 }).catch(() => {});
		}
	}

	/** Presses "Execute workflow" and waits for its end. */
	async execute(): Promise<void> {
		await this.executeUntil('Workflow executed successfully');
	}

	/** Presses "Execute workflow" beside one of several triggers and waits for its end. */
	async executeFrom(trigger: string): Promise<void> {
		const button = this.page.getByTestId(`execute-workflow-button-${trigger}`);
		await this.node(trigger).hover();
		await button.click();
		await this.page.getByText('Workflow executed successfully').first().waitFor();
	}

	/** Presses "Execute workflow" and waits for its end at a node that turns red. */
	async executeUntilRed(node: string): Promise<void> {
		await this.executeUntil(new RegExp(`Problem in node .*${node}`));
	}

	private async executeUntil(told: string | RegExp): Promise<void> {
		await this.closeNode();
		await this.page.getByTestId('execute-workflow-button').click();
		await this.page.getByText(told).first().waitFor();
	}

	/** What the open node's output shows. */
	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}
}

/** The dropdown that follows a label. */
function modeBelow(label: Locator): Locator {
	return label.locator('xpath=following::input[1]');
}
