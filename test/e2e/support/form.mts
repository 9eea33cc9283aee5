import type { Page } from 'playwright-core';
import type { Editor } from './editor.mts';

/** How long a page may take to come: both accounts are looked at, or workflows made, in between. */
const PATIENCE_MS = 90_000;

/** A form of n8n's in the tab that n8n opens for it. */
export class FormTab {
	private constructor(
		readonly page: Page,
		private readonly editor: Editor,
	) {}

	/** Presses "Execute workflow" and waits for the tab. */
	static async open(editor: Editor): Promise<FormTab> {
		const tab = editor.page.context().waitForEvent('page');
		await editor.page.getByTestId('execute-workflow-button').click();
		const form = new FormTab(await tab, editor);
		form.page.setDefaultTimeout(15_000);
		await form.page.locator('#submit-btn').waitFor();
		return form;
	}

	/** Presses the page's button and waits for the next page, which may be the last. */
	async next(): Promise<void> {
		await this.page.evaluate(() => Object.assign(window, { isLeft: true }));
		await this.page.locator('#submit-btn').click();
		await this.page.waitForFunction(
			() => !('isLeft' in window) && document.querySelector('#submit-btn, h1') !== null,
			undefined,
			{ timeout: PATIENCE_MS },
		);
	}

	/** Closes the tab of the last page, which ends the run when it is shown. */
	async close(): Promise<void> {
		const button = this.editor.page.locator('[data-test-id=execute-workflow-button]:enabled');
		await button.waitFor({ timeout: PATIENCE_MS });
		await this.page.close();
	}

	get isLast(): Promise<boolean> {
		return this.page
			.locator('#submit-btn')
			.count()
			.then((count) => count === 0);
	}

	async text(): Promise<string> {
		return await this.page.locator('body').innerText();
	}

	/** What a dropdown or field shows. */
	async shown(label: string): Promise<string> {
		return await this.field(label).inputValue();
	}

	/** @param option Its text, or a part of it. */
	async choose(label: string, option: string): Promise<void> {
		const texts = await this.field(label).locator('option').allInnerTexts();
		await this.field(label).selectOption({ label: texts.find((text) => text.includes(option)) ?? option });
	}

	async fill(label: string, text: string): Promise<void> {
		await this.field(label).fill(text);
	}

	/** The boxes that are ticked under a label. */
	async ticked(label: string): Promise<string[]> {
		return await this.boxes(label)
			.locator('input:checked')
			.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
	}

	async tick(label: string, box: string): Promise<void> {
		await this.boxes(label).getByText(box, { exact: true }).click();
	}

	/** One of several, of which only one can be chosen. */
	async pick(label: string, option: string): Promise<void> {
		await this.boxes(label).getByText(option, { exact: true }).click();
	}

	private field(label: string) {
		return this.page.getByLabel(label).first();
	}

	private boxes(label: string) {
		return this.page.locator('label', { hasText: label }).first().locator('xpath=following-sibling::div[1]');
	}
}
