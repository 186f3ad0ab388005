import { expect, test } from 'vitest';
import { readyBanner } from '../../src/cli/banner.js';
import { createEmulator } from '../../src/index.js';

test('the banner prints the whole link to a console that needs a token', async () => {
  await using emulator = await createEmulator({ consoleToken: 'geheim & lang' });
  expect(readyBanner(emulator, undefined, 'geheim & lang')).toContain(`${emulator.consoleUrl}/?token=geheim%20%26%20lang`);
  expect(readyBanner(emulator)).toContain(`${emulator.consoleUrl}/\n`);
});

test('a browser without the token gets a page, and a program gets problem details', async () => {
  await using emulator = await createEmulator({ consoleToken: 'open sesame' });
  const page = await fetch(emulator.consoleUrl, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/);
  expect(await page.text()).not.toContain('open sesame');
  const program = await fetch(emulator.consoleUrl);
  expect([program.status, program.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
});

test.each(['?token=open%20sesame', '?token=open+sesame'])(
  'the link and the form of the page both lead to the console: %s',
  async (query) => {
    await using emulator = await createEmulator({ consoleToken: 'open sesame' });
    const response = await fetch(`${emulator.consoleUrl}/${query}`, { redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
  },
);
