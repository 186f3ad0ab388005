import { expect, test } from 'vitest';
import { demoSeedWith } from '../../../src/console/emulator-provider.js';
import type { Emulator } from '../../../src/index.js';
import { atOnce } from '../../../src/runtime/slices.js';
import { createTestEmulator } from '../../support/emulator.js';
import { ask, createScimEmulator, ED, setActive } from '../../support/scim.js';

const lastOf = (emulator: Emulator) => emulator.journal.entries().at(-1);

test('the journal shows a deactivation with its operation, response, evidence and changes', async () => {
  await using emulator = await createScimEmulator();
  await setActive(emulator, ED, false);
  expect(lastOf(emulator)).toMatchObject({
    company: 'acme',
    job: 'scim patch user',
    request: {
      method: 'PATCH',
      url: `/scim/v2/Users/${ED}`,
      contentType: 'application/scim+json',
      body: expect.stringContaining('"active":false'),
    },
    response: { status: 200, contentType: 'application/scim+json;charset=utf-8' },
    responseCode: 200,
    answer: 'scim/patched',
    evidence: 'assumed',
    advisories: [{ code: 'assumed-answer' }],
    changes: [
      { collection: 'accounts', key: 'ed.engineer@acme.example', after: { isDeactivated: true } },
      { collection: 'sessions', before: { account: 'ed.engineer@acme.example', device: 'web' } },
      { collection: 'sessions', before: { account: 'ed.engineer@acme.example', device: 'mobile' } },
    ],
  });
});

test('the journal shows a second deactivation without changes', async () => {
  await using emulator = await createScimEmulator();
  await setActive(emulator, ED, false);
  await setActive(emulator, ED, false);
  expect(lastOf(emulator)?.changes).toBeUndefined();
});

test.each<[job: string, method: string, path: string, answer: string]>([
  ['scim list users', 'GET', '/Users', 'scim/listed'],
  ['scim list users', 'GET', '/Users?filter=x', 'scim/invalid-filter'],
  ['scim get user', 'GET', '/Users/1', 'scim/unknown-user'],
  ['scim create user', 'POST', '/Users', 'scim/not-supported'],
  ['scim delete user', 'DELETE', '/Users/1', 'scim/not-supported'],
  ['scim list groups', 'GET', '/Groups', 'scim/no-groups'],
  ['scim create group', 'POST', '/Groups', 'scim/not-supported'],
  ['scim discovery', 'GET', '/ResourceTypes', 'scim/described'],
  ['scim', 'GET', '/nowhere', 'scim/unknown-path'],
  ['scim', 'PUT', '/Users', 'scim/method-not-allowed'],
])('the journal shows %s for %s %s, with the response %s', async (job, method, path, answer) => {
  await using emulator = await createScimEmulator();
  await ask(emulator, method, path);
  expect(lastOf(emulator)).toMatchObject({ job, answer });
});

test('the journal can be filtered to all SCIM requests or to one operation', async () => {
  await using emulator = await createScimEmulator();
  await ask(emulator, 'GET', '/Users');
  await ask(emulator, 'GET', '/nowhere');
  await setActive(emulator, ED, false);
  const count = (job: string) => atOnce(emulator.journal.find({ job })).length;
  expect([count('scim'), count('scim patch user'), count('get policyList')]).toEqual([3, 1, 0]);
});

const TOKEN = 'Sk7hunter2-of-the-domain';

test.each<[what: string, method: string, path: string, authorization: string | null, body?: string]>([
  ['Bearer', 'GET', '/Users', `Bearer ${TOKEN}`],
  ['the bare token', 'GET', '/Users', TOKEN],
  ['a wrong token', 'GET', '/Users', `Bearer ${TOKEN}x`],
  ['Basic', 'GET', '/Users', `Basic ${TOKEN}`],
  ['the path', 'GET', `/Users/${TOKEN}`, TOKEN],
  ['a filter', 'GET', `/Users?filter=${TOKEN}`, TOKEN],
  ['another parameter', 'GET', `/Users?count=${TOKEN}`, TOKEN],
  ['the body', 'PATCH', `/Users/${ED}`, TOKEN, `{"schemas":["${TOKEN}"]}`],
  ['a body that is not JSON', 'PATCH', `/Users/${ED}`, TOKEN, TOKEN],
])('a token in %s does not appear in journal, advisories or snapshot', async (_what, method, path, authorization, body) => {
  const domains = [{ domain: 'acme.example', samlEnabled: true, samlRequired: true, oktaSCIM: true, scimToken: TOKEN }];
  await using emulator = await createTestEmulator({ seed: demoSeedWith({ domains }) });
  await ask(emulator, method, path, { authorization, ...(body !== undefined && { body }) });
  const kept = JSON.stringify([emulator.journal.entries(), emulator.advisories(), emulator.snapshot(), emulator.domains.list()]);
  expect(kept).not.toContain(TOKEN);
});
