import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { test as base } from 'vitest';
import { ROOT } from './program.js';

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined) {
  console.log('Pages are not looked at: there is no Chromium. apt-get install chromium, or name one by CHROMIUM.');
}

/** `test`, skipped where there is no browser; the reason is printed. */
export const test = base.skipIf(executablePath === undefined);

/** A real browser, Debian's. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: ['--no-sandbox'] });
}

const SHOTS = join(ROOT, 'coverage/screenshots');

/** Kept for whoever wants to see what the tests saw. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}
