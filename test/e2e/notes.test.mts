import { readdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing, launchBrowser, screenshot } from './support/browser.mts';
import { Editor } from './support/editor.mts';
import { N8n } from './support/n8n.mts';
import { template, type Workflow } from './support/workflow.mts';

/** The templates' notes as n8n draws them: nothing cut off, and no line through a name. */

const TEMPLATES = readdirSync('workflows').map((file) => file.replace('.json', ''));

let n8n: N8n;
let browser: Browser;

interface Box {
	name: string;
	left: number;
	right: number;
	top: number;
	bottom: number;
}

const meets = (a: Box, b: Box) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe.skipIf(browserMissing)(
	`a template’s canvas${browserMissing ? ` (skipped: ${browserMissing})` : ''}`,
	() => {
		beforeAll(async () => {
			[n8n, browser] = await Promise.all([N8n.start(), launchBrowser()]);
		});

		afterAll(async () => {
			await browser?.close();
			await n8n?.stop();
		});

		it.each(TEMPLATES)('of %s shows every note whole, and nothing lies over something else', async (name) => {
			const { id: _id, ...workflow } = await template(name);
			const editor = await Editor.open(browser, n8n, await n8n.importWorkflow(workflow as Workflow));
			const { page } = editor;
			await page.setViewportSize({ width: 1800, height: 1000 });
			await page.getByTestId('zoom-to-fit').click();
			const notes = page.getByTestId('sticky');
			const expected = workflow.nodes.filter(({ type }) => type.endsWith('.stickyNote')).length;
			await expect.poll(async () => await notes.count()).toBe(expected);
			const cut = await notes.evaluateAll((all) =>
				all.flatMap((note) => {
					const parts = Array.from(note.querySelectorAll('*'));
					const isCut = parts.some(
						(part) => part.clientHeight > 0 && part.scrollHeight > part.clientHeight + 1,
					);
					return isCut ? [note.textContent] : [];
				}),
			);
			expect(cut).toEqual([]);
			const boxesOf = async (testId: string): Promise<Box[]> =>
				await page.getByTestId(testId).evaluateAll((all) =>
					all.map((one) => {
						const { left, right, top, bottom } = one.getBoundingClientRect();
						return { name: one.textContent?.trim().slice(0, 40) ?? '', left, right, top, bottom };
					}),
				);
			const boxes = [...(await boxesOf('sticky')), ...(await boxesOf('canvas-node'))];
			const over = boxes.flatMap((a, index) =>
				boxes.slice(index + 1).flatMap((b) => (meets(a, b) ? [`${a.name} / ${b.name}`] : [])),
			);
			expect(over).toEqual([]);
			await screenshot(page, `canvas-${name}`);
			await page.close();
		});
	},
);
