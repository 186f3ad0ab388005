import { expect } from 'vitest';
import { test } from '../support/browser.js';
import { useConsolePage } from '../support/console-page.js';
import { sendJob, updateEmployees } from '../support/emulator.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';
import '../support/built.js';
import { MAIN } from '../support/people.js';
import { POLICY_LIST } from '../support/raw-http.js';

const at = useConsolePage();
const { go, button, expectText } = at;

const NINA = { employeeEmail: 'nina@acme.example', employeeID: 'E200', policyID: MAIN, managerEmail: 'max.manager@acme.example' };
const rows = () => at.page.locator('.row');
const tab = (name: string) => at.page.getByRole('tab', { name });
const toast = () => at.page.locator('.toasts');
const dialog = () => at.page.getByRole('dialog');
const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => at.page.keyboard.press(key)), Promise.resolve());

test('the first thing in a failed request is why it failed, what to change, and a guide that the console has', async () => {
  await updateEmployees(at.emulator, [NINA, { ...NINA, employeeEmail: 'x' }]);
  await go('/#/requests?only=failed');
  await rows().first().click();
  const why = at.page.getByRole('region', { name: 'Why did this fail?' });
  await expectText(why, /The response code is 200, but a record was skipped: x \(Invalid employee email address 'x'\)\./);
  await expectText(why, /Send a valid address in employeeEmail/);
  expect(await at.page.locator('.good').count()).toBe(0);
  await why.getByRole('link').click();
  await expectText(at.page.locator('.meant'), 'skipped-records');
});

test('why a request failed is found with the keyboard alone', async () => {
  await sendJob(at.emulator, POLICY_LIST);
  await sendJob(at.emulator, { type: 'gett' });
  await go('/');
  await expect.poll(() => rows().count()).toBe(2);
  await press('Tab', 'Enter', 'j');
  await expectText(at.page.locator('.detail h2'), /410 #2/);
  await expectText(at.page.locator('.detail'), /Why did this fail\?.*What to change:/);
  await press('Enter');
  expect(await at.page.evaluate('document.activeElement.tagName')).toBe('H2');
  await press('/');
  await at.page.keyboard.type('policyList');
  await expect.poll(() => rows().count()).toBe(1);
  await press('Escape', 'Escape');
  await expectText(at.page.locator('.detail'), 'Select a request.');
  await press('?');
  await expectText(dialog(), /Next in the list/);
  await press('Escape');
  await expect.poll(() => dialog().count()).toBe(0);
});

test('no failure is green: not a skip under 200, not a partial success, not a cut connection', async () => {
  at.emulator.faults.once('connection-reset');
  await sendJob(at.emulator, POLICY_LIST).catch(() => undefined);
  at.emulator.faults.once('partial-success');
  await sendJob(at.emulator, POLICY_LIST);
  await updateEmployees(at.emulator, [{ ...NINA, employeeEmail: 'x' }]);
  at.emulator.faults.once('truncated-json');
  await sendJob(at.emulator, POLICY_LIST).catch(() => undefined);
  await go('/');
  await expect.poll(() => rows().count()).toBe(4);
  expect(await rows().locator('.badge.good').count()).toBe(0);
  for (const id of [1, 2, 3, 4]) {
    await go(`/#/requests/${id}`);
    await expectText(at.page.locator('.detail h2'), `#${id} `);
    expect(await at.page.locator('.detail .badge.good').count(), `request ${id}`).toBe(0);
    expect(await at.page.getByRole('region', { name: 'Why did this fail?' }).count(), `request ${id}`).toBe(1);
  }
});

test('an opened request whose connection was cut is red and says so, and one that was only delayed is green', async () => {
  at.emulator.faults.once('connection-reset');
  await sendJob(at.emulator, POLICY_LIST).catch(() => undefined);
  at.emulator.faults.once('jitter');
  await sendJob(at.emulator, POLICY_LIST);
  await go('/#/requests/1');
  await expectText(at.page.locator('.detail h2 .badge.bad'), 'cut off');
  await go('/#/requests/2');
  await expectText(at.page.locator('.detail h2 .badge.good'), '200');
  expect(await at.page.getByRole('region', { name: 'Why did this fail?' }).count()).toBe(0);
});

test('a menu of forms to copy is opened, chosen from and closed with the keyboard alone', async () => {
  await sendJob(at.emulator, POLICY_LIST);
  await go('/#/requests/1');
  const menu = at.page.getByText('Copy as', { exact: true });
  await menu.focus();
  await press('Enter', 'Tab');
  expect(await at.page.evaluate('document.activeElement.ariaLabel')).toBe('Copy as curl');
  await press('Escape');
  await expect.poll(() => button('Copy as curl').isVisible()).toBe(false);
  await expectText(at.page.locator('.detail h2'), /#1/);
  await press('Enter', 'Tab', 'Tab', 'Enter');
  await expectText(at.page.getByLabel('fetch call', { exact: true }), /await fetch/);
  expect(await button('Copy as curl').isVisible()).toBe(false);
});

test('a link shows the same filters, request and tab', async () => {
  await updateEmployees(at.emulator, [NINA]);
  await sendJob(at.emulator, POLICY_LIST);
  await go('/');
  await at.page.getByLabel('Search').fill('nina');
  await rows().first().click();
  await tab('Changes').click();
  const link = at.page.url();
  await go('/#/clock');
  await at.page.goto(link);
  await expectText(at.page.locator('.detail h4'), /accounts nina@acme\.example: added/);
  expect(await at.page.getByLabel('Search').inputValue()).toBe('nina');
  expect(await rows().count()).toBe(1);
});

test('what one request produced is not shown under another', async () => {
  await sendJob(at.emulator, POLICY_LIST);
  await sendJob(at.emulator, POLICY_LIST);
  await go('/#/requests/1');
  await at.page.getByText('Copy as', { exact: true }).click();
  await button('Copy as fault stub').click();
  await expectText(at.page.getByLabel('fault stub', { exact: true }), /policyList/);
  await rows().first().click();
  await expectText(at.page.locator('.detail h2'), /#2/);
  expect(await at.page.getByLabel('fault stub', { exact: true }).count()).toBe(0);
});

test('a request is edited and sent again with its secret, after a preview', async () => {
  await updateEmployees(at.emulator, [NINA]);
  await go('/#/requests/1');
  await button('Edit and replay').click();
  const feed = dialog().locator('textarea[name=data]');
  await feed.fill((await feed.inputValue()).replace('nina@', 'nora@').replace('E200', 'E201'));
  await button('Preview').click();
  await expectText(at.page.getByLabel('Replay preview'), /nora@acme\.example: added/);
  await button('Replay now').click();
  await expectText(at.page.locator('.detail h2'), /200 #2 update employees/);
  expect(JSON.stringify(at.emulator.snapshot())).toContain('nora@acme.example');
});

test('two requests are compared', async () => {
  await updateEmployees(at.emulator, [NINA]);
  await updateEmployees(at.emulator, [{ ...NINA, role: 'auditor' }]);
  await go('/#/requests/1');
  await button('Compare').click();
  await rows().first().click();
  await expectText(at.page.getByRole('region', { name: 'Request', exact: true }), /\+\s+"role": "auditor"/);
});

test('the day is said above the requests, and the first row of an earlier day has its date', async () => {
  await sendJob(at.emulator, POLICY_LIST);
  at.emulator.clock.advance('P1D');
  await sendJob(at.emulator, POLICY_LIST);
  await go('/');
  await expectText(at.page.locator('.row').nth(0), /200 get policyList09:00:00/);
  await expectText(at.page.locator('.side > .quiet'), 'Sunday, February 1, 2026');
  await expectText(at.page.locator('.row').nth(1), /01-31 09:00:00/);
});

test('the day is said above the emails, and the first one of an earlier day has its date', async () => {
  const onFinish = [{ actionName: 'email', recipients: 'hr@acme.example' }];
  await updateEmployees(at.emulator, [NINA], { onFinish });
  at.emulator.clock.advance('P1D');
  await updateEmployees(at.emulator, [NINA], { onFinish });
  await go('/#/outbox');
  await expectText(at.page.locator('.row').nth(0), /09:00:00to hr@acme.example/);
  await expectText(at.page.locator('.side'), 'Sunday, February 1, 2026');
  await expectText(at.page.locator('.row').nth(1), /01-31 09:00:00/);
});

test('while the list is loading, the page does not claim that there are no requests', async () => {
  await sendJob(at.emulator, { type: 'nonsense' });
  let send = (): void => {};
  const held = new Promise<void>((resolve) => {
    send = resolve;
  });
  await at.page.route('**/exchanges?*', async (route) => {
    await held;
    await route.continue();
  });
  await go('/#/requests/1');
  await expectText(at.page.locator('.side .none'), 'Loading…');
  send();
  await expectText(at.page.locator('.row'), /unknown job/);
});

test('a new user sends a sample request with one click, and the welcome is gone', async () => {
  await go('/');
  await button('Make a mistake').click();
  await expectText(at.page.locator('.detail'), /Why did this fail\?/);
  expect(await at.page.getByText('Send your first request').count()).toBe(0);
});

test('the secret is on the first page only after somebody asked for it', async () => {
  const { partnerUserSecret } = at.emulator.credentials;
  await go('/');
  await expectText(at.page.getByRole('region', { name: 'Try it' }), /partnerUserID/);
  expect(await at.page.content()).not.toContain(partnerUserSecret);
  await button('Show the secret').click();
  await expectText(at.page.getByLabel('List the policies with curl'), partnerUserSecret);
});

test('what changed a member is found in the member, and a removal is undone', async () => {
  await updateEmployees(at.emulator, [NINA]);
  await go('/#/company');
  await at.page.getByLabel('Search').fill('nina');
  await button('Edit nina@acme.example').click();
  await expectText(dialog().getByRole('region', { name: 'History' }), /Changed by request 1 .*nina@acme\.example: added/);
  await button('Remove').click();
  await expectText(at.page.locator('.none'), 'No members match.');
  await button('Undo').click();
  await expectText(at.page.locator('tr', { hasText: 'nina@' }), /user/);
});

test("a member's name opens the member, and keeps how the members are filtered", async () => {
  await go('/#/company?role=admin');
  await at.page.getByRole('link', { name: 'owner@acme.example' }).click();
  await expectText(at.page.getByRole('dialog').locator('h2'), 'Edit owner@acme.example');
  expect(at.page.url()).toContain('role=admin');
});

test('a snapshot is saved under a name, compared with now, and restored', async () => {
  await go('/#/company?tab=snapshots');
  await at.page.getByLabel('Name').fill('before');
  await button('Save snapshot').click();
  await expectText(at.page.getByRole('region', { name: 'Snapshots' }), /before/);
  await updateEmployees(at.emulator, [NINA]);
  await button('Compare before with now').click();
  await expectText(at.page.getByRole('region', { name: 'Comparison' }), /members .*nina@acme\.example: added/);
  await button('Restore before').click();
  await expectText(toast(), /Restored “before”/);
  expect(JSON.stringify(at.emulator.snapshot())).not.toContain('nina@acme.example');
  await button('Undo').click();
  await expect.poll(() => JSON.stringify(at.emulator.snapshot())).toContain('nina@acme.example');
});

test('a snapshot is replaced or deleted only after a confirmation', async () => {
  const names = () => at.page.locator('tbody th').allTextContents();
  await go('/#/company?tab=snapshots');
  await at.page.getByLabel('Name').fill('before');
  await button('Save snapshot').click();
  await expect.poll(names).toEqual(['before']);
  await at.page.getByLabel('Name').fill('before');
  await button('Save snapshot').click();
  await expectText(dialog(), 'Replace “before”?');
  await button('Keep').click();
  await button('Delete before').click();
  await button('Keep').click();
  expect(await names()).toEqual(['before']);
  await button('Delete before').click();
  await button('Delete').click();
  await expectText(at.page.locator('.empty'), 'No snapshots yet.');
});

test('a custom fault is previewed, armed, seen to fire, and spent', async () => {
  await go('/#/faults');
  const form = at.page.getByRole('form', { name: 'Custom fault' });
  await form.getByLabel('HTTP status').fill('418');
  await form.getByLabel('responseCode').fill('418');
  await form.getByLabel('responseMessage').fill('teapot');
  await expectText(
    at.page.getByLabel('Preview of the response'),
    /HTTP\/1\.1 418\s+\{\s+"responseMessage": "teapot",\s+"responseCode": 418/,
  );
  await button('Arm this fault').click();
  await expectText(at.page.getByLabel('Armed faults'), /teapot.*0 of 1/);
  expect(await sendJob(at.emulator, POLICY_LIST)).toMatchObject({ responseCode: 418, responseMessage: 'teapot' });
  await expectText(toast(), 'f1 fired and is spent.');
  await expectText(at.page.getByLabel('Spent faults'), /1 of 1/);
});

test('a disarmed fault is armed again with as many times as it had left', async () => {
  at.emulator.faults.add({ preset: 'rate-limited', times: 3, job: 'get policyList' });
  await sendJob(at.emulator, POLICY_LIST);
  await go('/#/faults');
  await button('Disarm f1').click();
  await expectText(at.page.getByText('No faults armed.'), 'No faults armed.');
  await button('Undo').click();
  await expectText(at.page.getByLabel('Armed faults'), /f2.*rate-limited.*get policyList.*0 of 2/);
});

test('credentials are made, used, and revoked after a confirmation', async () => {
  await go('/tools/integrations/');
  expect(await at.page.getByLabel('Company').inputValue()).not.toBe('');
  await at.page.getByLabel('Account').fill('ed.engineer@acme.example');
  await button('Generate credentials').click();
  await expectText(at.page.getByLabel('Try them with curl'), /--data-urlencode/);
  await expectText(at.page.locator('tr', { hasText: 'ed_engineer' }), /not update employees: no domain admin/);
  await button('Revoke aa_ed_engineer_acme_example').click();
  await button('Keep').click();
  await button('Revoke aa_ed_engineer_acme_example').click();
  await button('Revoke').click();
  await expect.poll(() => at.page.locator('tr', { hasText: 'ed_engineer' }).count()).toBe(0);
});

test('unread emails are marked and found by text', async () => {
  await updateEmployees(at.emulator, [NINA], { onFinish: [{ actionName: 'email', recipients: 'hr@acme.example' }] });
  await go('/#/outbox');
  await expectText(at.page.locator('.chips'), 'Unread 2');
  await at.page.getByLabel('Search').fill('invited');
  await rows().first().click();
  await expectText(at.page.locator('.chips'), 'Unread 1');
  await tab('Source').click();
  await expectText(at.page.getByLabel('Source', { exact: true }), /Subject: You have been invited/);
});

test('an email is shown as HTML in a frame that runs nothing, and leads to the request that caused it', async () => {
  await sendJob(at.emulator, POLICY_LIST);
  await updateEmployees(at.emulator, [NINA]);
  at.emulator.outbox.put({ kind: 'export', company: 'acme', to: ['x@acme.example'], subject: 'Hostile', text: HOSTILE_TEXTS.join('\n\n') });
  const inFrame = <T>(code: string) =>
    at.page.evaluate<T>(`(() => { const d = document.querySelector('iframe').contentDocument; return ${code}; })()`);
  await go('/#/outbox/2');
  await tab('HTML').click();
  await expect.poll(() => inFrame('d.body.textContent')).toContain('<script>');
  expect(await inFrame('[d.scripts.length, d.images.length, d.querySelectorAll("[id], [onclick], [onerror]").length]')).toEqual([0, 0, 0]);
  expect(await at.page.locator('iframe').getAttribute('sandbox')).toBe('allow-same-origin');
  expect(await at.page.evaluate('"hacked" in window')).toBe(false);
  await go('/#/outbox/1');
  await tab('HTML').click();
  await expect.poll(() => inFrame('d.querySelectorAll("p").length && getComputedStyle(d.body).padding')).toBe('24px');
  await at.page.getByRole('link', { name: 'request 2' }).click();
  await expectText(at.page.locator('.detail h2'), /#2 update employees/);
});

test('the example flow runs, and its report is as high as its content', async () => {
  await go('/#/flows');
  await button('Try the example').click();
  await button('Run').click();
  await expectText(at.page.getByRole('region', { name: 'Runs', exact: true }), /provision\.flowFinished after \d+ cards, 1 request\./);
  const isWhole =
    '(() => { const f = document.querySelector("iframe"); return f.contentDocument.documentElement.scrollHeight <= f.clientHeight; })()';
  await expect.poll(() => at.page.evaluate(isWhole)).toBe(true);
});

test('the clock ticks while it runs, and is frozen with one switch', async () => {
  at.emulator.clock.resume();
  await go('/#/clock');
  await expectText(at.page.locator('time'), /UTC/);
  const first = (await at.page.locator('time').textContent()) ?? '';
  await expect.poll(() => at.page.locator('time').textContent()).not.toBe(first);
  await at.page.getByRole('switch', { name: 'Frozen' }).check();
  await expect.poll(() => at.emulator.clock.isStopped).toBe(true);
  await button('Tomorrow 02:00').click();
  await expectText(at.page.locator('time'), /02:00:00 UTC/);
});

test('the theme is switched and kept', async () => {
  await go('/');
  const scheme = () => at.page.evaluate('getComputedStyle(document.documentElement).colorScheme');
  await button('Theme: auto').click();
  expect(await scheme()).toBe('light');
  await button('Theme: light').click();
  await at.page.reload();
  expect(await scheme()).toBe('dark');
});

test('an account and a domain group are added and changed, and a mistake is explained', async () => {
  const group = () => at.page.getByRole('region', { name: 'Domain groups', exact: true }).locator('tr', { hasText: 'G9' });
  await go('/#/company?tab=access');
  await button('Add group').click();
  await dialog().getByLabel('ID').fill('G9');
  await dialog().getByLabel('Name').fill('Travel');
  await button('Save').click();
  await expectText(group(), /G9Travel0/);
  await button('Edit account ed.engineer@acme.example').click();
  await dialog().getByLabel('Domain group ID').fill('nowhere');
  await button('Save').click();
  await expectText(dialog(), /domain group nowhere/);
  await dialog().getByLabel('Domain group ID').fill('G9');
  await dialog().getByLabel('First name').fill('Edward');
  await button('Save').click();
  await expectText(group(), /G9Travel1/);
  await expectText(
    at.page.getByRole('region', { name: 'Accounts', exact: true }).locator('tr', { hasText: 'ed.engineer' }),
    /Edward Engineer/,
  );
  await button('Edit group G9').click();
  await button('Delete').click();
  await expectText(dialog(), /1 account is in it/);
  at.tolerate(/400|409/);
});

test('a member is found, changed and saved with the keyboard alone', async () => {
  await go('/#/company');
  await expectText(at.page.locator('table'), /ed\.engineer/);
  await press('/');
  await at.page.keyboard.type('ed.eng');
  await expect.poll(() => at.page.locator('tbody tr').count()).toBe(1);
  await button('Edit ed.engineer@acme.example').focus();
  await press('Enter');
  // The form takes the focus when it is open.
  await expect.poll(() => at.page.evaluate('document.activeElement.name')).toBe('role');
  await at.page.keyboard.type('auditor');
  await press('Enter', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Enter');
  await expectText(toast(), 'Saved.');
  await expectText(at.page.locator('tbody tr'), /auditor/);
});

test('a fault is found and armed with the keyboard alone', async () => {
  await go('/#/faults');
  await expectText(at.page.locator('.tile'), /http-500/);
  await press('/');
  await at.page.keyboard.type('connection-reset');
  await expect.poll(() => at.page.locator('.tile').count()).toBe(1);
  await press('Tab', 'Enter');
  await expectText(at.page.getByLabel('Armed faults'), /connection-reset.*0 of 1/);
});
