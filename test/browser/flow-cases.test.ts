import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { casesHtml } from '../../src/flows/index.js';
import { provisionCase, run } from '../flows/support/cases.js';
import { launchBrowser, test } from '../support/browser.js';
import { openAll, widthOfAll, worstContrast } from './in-page.mjs';

let browser: Browser;
let url: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const path = join(mkdtempSync(join(tmpdir(), 'cases-')), 'cases.html');
  const wide = 'x'.repeat(200);
  writeFileSync(path, casesHtml(await run(provisionCase(`output: { Policy ID: ${wide} }`))));
  url = pathToFileURL(path).href;
});
afterAll(() => browser?.close());

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test(`the page of test cases is readable at ${width} px in ${colorScheme} mode`, async () => {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
      await page.goto(url);
      await page.evaluate(openAll);
      expect(await page.evaluate(widthOfAll)).toBeLessThanOrEqual(width);
      const worst = await page.evaluate(worstContrast);
      expect(worst.ratio >= 4.5 ? 'fine' : worst).toBe('fine');
      await page.close();
    });
  }
}
