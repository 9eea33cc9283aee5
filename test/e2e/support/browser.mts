import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import type { N8n } from './n8n.mts';
import { findChromium, scratch } from './scripts.mts';

const executablePath = findChromium() as string | undefined;

/** Goes into the names of tests that need a browser, so that a skipped one says why. */
export const browserMissing = executablePath ? undefined : 'no Chromium on this machine';

export async function launchBrowser(): Promise<Browser> {
	// n8n's spelling of it.
	selectors.setTestIdAttribute('data-test-id');
	// Without the sandbox, since CI runs as root, where Chromium's own doesn't work.
	return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** Opens n8n in a fresh browser window, logged in as the owner, at a path such as /workflow/<id>. */
export async function openEditor(
	browser: Browser,
	n8n: Pick<N8n, 'address'>,
	path = '/home/workflows',
): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, locale: 'en-GB' });
	const page = await context.newPage();
	const { url, session } = n8n.address;
	const cookies = session.split('; ').map((cookie) => {
		const [name = '', ...value] = cookie.split('=');
		return { name, value: value.join('='), url };
	});
	await context.addCookies(cookies);
	await page.goto(`${url}${path}`);
	return page;
}

/** Keeps a picture of what the page shows, in .tmp/screenshots; of all of it, or of what fits the window. */
export async function screenshot(page: Page, name: string, isWhole = false): Promise<string> {
	const folder = join(scratch, 'screenshots');
	await mkdir(folder, { recursive: true });
	const path = join(folder, `${name}.png`);
	await page.screenshot({ path, fullPage: isWhole });
	return path;
}
