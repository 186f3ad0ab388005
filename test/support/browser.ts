import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CANDIDATES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'];

/** A real browser, Debian's. Throws with what to install: a page that nobody looked at is not tested. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) throw new Error('There is no Chromium: apt-get install chromium, or name one by CHROMIUM.');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
