import { expect } from 'vitest';
import { expectAccessible } from '../support/axe.js';
import { test } from '../support/browser.js';
import { useConsolePage } from '../support/console-page.js';
import '../support/built.js';

const at = useConsolePage({ consoleToken: 'geheim & lang' });
const { go, button, expectText } = at;

test('a browser without the token gets a page that asks for it', async () => {
  at.tolerate(/401|404/);
  await go('/');
  await expectAccessible(at.page);
  await at.page.getByLabel('Token').fill('wrong');
  await button('Open the console').click();
  await at.page.getByLabel('Token').fill('geheim & lang');
  await button('Open the console').click();
  await expectText(at.page.locator('h1'), 'Requests');
  expect(at.page.url()).toBe(`${at.emulator.consoleUrl}/`);
});
