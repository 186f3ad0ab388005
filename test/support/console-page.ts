import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js';
import { launchBrowser, watchRequests } from './browser.js';

/** A browser page with the console of a fresh emulator. `useConsolePage` creates one for each test. */
export interface ConsolePage {
  readonly emulator: Emulator;
  readonly page: Page;
  /** Waits until the page has no open requests and has drawn the results. */
  settled(): Promise<void>;
  go(path: string): Promise<void>;
  button(name: string): Locator;
  /** Waits until the first match has this text, and fails with the actual text. */
  expectText(locator: Locator, text: string | RegExp): Promise<void>;
  /** Expected error messages of the page. */
  tolerate(complaints: RegExp): void;
}

/** Gives each test of a file a console page. Tests fail if the page logs errors. */
export function useConsolePage(options: EmulatorOptions = {}): ConsolePage {
  let browser: Browser;
  let emulator: Emulator;
  let page: Page;
  let settled: () => Promise<void>;
  let complaints: string[];
  let tolerated: RegExp;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    emulator = await createEmulator({ rateLimit: 'off', clock: '2026-01-31T09:00:00Z', ...options });
    page = await browser.newPage({ viewport: { width: 1280, height: 850 } });
    settled = watchRequests(page);
    complaints = [];
    tolerated = /^$/;
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });
  afterEach(async () => {
    await page.close();
    await emulator.close();
    expect(complaints.filter((text) => !tolerated.test(text))).toEqual([]);
  });
  return {
    get emulator() {
      return emulator;
    },
    get page() {
      return page;
    },
    settled: () => settled(),
    go: async (path) => {
      await page.goto(emulator.consoleUrl + path);
    },
    button: (name) => page.getByRole('button', { name, exact: true }),
    expectText: (locator, text) => expect.poll(() => locator.first().textContent(), { timeout: 10_000 }).toMatch(text),
    tolerate: (pattern) => {
      tolerated = pattern;
    },
  };
}
