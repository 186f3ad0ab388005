import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page, type Request } from 'playwright-core';
import { test as base } from 'vitest';
import { ROOT } from './root.js';

// The headless shell takes a third of the time of Chromium with a user interface.
const candidates = [process.env.CHROMIUM, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/google-chrome'];
const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined) {
  console.log(
    'Pages are not tested because Chromium was not found. Run apt-get install chromium-headless-shell, or set CHROMIUM to its path.',
  );
}

/** `test`, skipped if there is no browser; the reason is printed. */
export const test = base.skipIf(executablePath === undefined);

/** A real browser from Debian. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: ['--no-sandbox'] });
}

/** Returns a function that waits until the page has no open requests (except event streams) and has drawn the results. */
export function watchRequests(page: Page): () => Promise<void> {
  const pending = new Set<Request>();
  page.on('request', (request) => {
    if (!request.url().endsWith('/_emulator/events')) pending.add(request);
  });
  page.on('requestfinished', (request) => pending.delete(request));
  page.on('requestfailed', (request) => pending.delete(request));
  return async () => {
    let isQuiet: boolean;
    do {
      isQuiet = pending.size === 0;
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    } while (!isQuiet || pending.size > 0);
  };
}

const SHOTS = join(ROOT, 'coverage/screenshots');

/** With SCREENSHOTS set, keeps screenshots of the tests. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}
