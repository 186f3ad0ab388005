import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from '../support/browser.js';
import { useConsolePage } from '../support/console-page.js';
import { sendJob, updateEmployees } from '../support/emulator.js';
import '../support/built.js';
import { MAIN } from '../support/people.js';
import { POLICY_LIST } from '../support/raw-http.js';
import { ROOT } from '../support/root.js';

/*
 * How the pages look, compared with pictures that somebody has looked at. `npm run looks` takes the pictures anew; look at them before
 * you commit them. They are small, because fonts differ between machines, and a fifth of the size shows what moved or lost its colour.
 */

const at = useConsolePage({ scim: true });
const FOLDER = join(ROOT, 'test/browser/looks');
const isTaken = process.env.LOOKS === 'take';

const PAGES = {
  'first-run': '/',
  requests: '/#/requests/2',
  'request-changes': '/#/requests/2?tab=changes',
  company: '/#/company',
  'approval-chain': '/#/company?view=tree',
  member: '/#/company?member=nina@acme.example',
  access: '/#/company?tab=access',
  reports: '/#/reports/acme/R00EveToolsD',
  faults: '/#/faults',
  clock: '/#/clock',
  outbox: '/#/outbox/1',
  contracts: '/#/contracts?q=policyList',
  flows: '/#/flows',
  integrations: '/tools/integrations/',
} as const;

/** The share of a picture that may differ: other fonts make other lines. */
const MAX_SHARE = 0.12;
const SCALE = 0.2;

/** Draws a screenshot in a fifth of its size, as a PNG in base64. In the browser, which can read pictures. */
async function shrunkBy(reader: Page, page: Page): Promise<string> {
  const png = (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64');
  return reader.evaluate<string>(`(async () => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,${png}')).blob());
    const canvas = new OffscreenCanvas(image.width * ${SCALE}, image.height * ${SCALE});
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  })()`);
}

/** The share of pixels that differ clearly. 1 if the sizes differ. */
async function differingShare(reader: Page, one: string, other: string): Promise<number> {
  return reader.evaluate<number>(`(async () => {
    const read = async (png) => {
      const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height);
    };
    const [a, b] = [await read('${one}'), await read('${other}')];
    if (a.width !== b.width || a.height !== b.height) return 1;
    let count = 0;
    for (let i = 0; i < a.data.length; i += 4)
      if ([0, 1, 2].some((part) => Math.abs(a.data[i + part] - b.data[i + part]) > 40)) count++;
    return count / (a.width * a.height);
  })()`);
}

async function fill(): Promise<void> {
  const NINA = { employeeEmail: 'nina@acme.example', employeeID: 'E200', policyID: MAIN, managerEmail: 'max.manager@acme.example' };
  await sendJob(at.emulator, POLICY_LIST);
  await updateEmployees(at.emulator, [NINA, { ...NINA, employeeEmail: 'x' }], {
    onFinish: [{ actionName: 'email', recipients: 'hr@acme.example' }],
  });
  at.emulator.faults.once('rate-limited');
  await sendJob(at.emulator, POLICY_LIST);
  at.emulator.faults.add({ preset: 'slow', job: 'get policy', times: 3 });
}

test.each([
  [1440, 'light'],
  [390, 'dark'],
] as const)(
  'the pages look as before at %i px in %s colours',
  async (width, colorScheme) => {
    // A page of its own reads the pictures: the console's policy forbids it there.
    const reader = await at.page.context().browser()?.newPage();
    if (reader === undefined) throw new Error('The page has no browser.');
    await at.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await at.page.setViewportSize({ width, height: 844 });
    mkdirSync(FOLDER, { recursive: true });
    for (const [name, path] of Object.entries(PAGES)) {
      if (name === 'requests') await fill();
      // Each page is loaded anew, so that nothing of the page before is in the picture.
      await at.page.goto('about:blank');
      await at.go(path);
      await at.settled();
      await expect.poll(() => at.page.getByText('Loading…').count()).toBe(0);
      const picture = await shrunkBy(reader, at.page);
      const file = join(FOLDER, `${name}-${width}-${colorScheme}.png`);
      if (isTaken) writeFileSync(file, Buffer.from(picture, 'base64'));
      expect(existsSync(file), `${file} is missing: npm run looks`).toBe(true);
      const share = await differingShare(reader, readFileSync(file).toString('base64'), picture);
      expect(share, `${name} looks different. If that is meant, run: npm run looks`).toBeLessThanOrEqual(MAX_SHARE);
    }
  },
  120_000,
);
