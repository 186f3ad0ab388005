import { expect, test } from 'vitest';
import { demoSeedWith } from '../../../src/console/emulator-provider.js';
import { DomainError } from '../../../src/index.js';
import { createTestEmulator } from '../../support/emulator.js';
import { ask, createScimEmulator, ED, scimError, setActive } from '../../support/scim.js';

const SWITCHES = ['validated', 'samlEnabled', 'samlRequired', 'oktaSCIM'] as const;
const REASONS = {
  validated: 'the domain is not verified',
  samlEnabled: 'SAML is not enabled',
  samlRequired: 'SAML is not required for login',
  oktaSCIM: 'support has not enabled SCIM',
};
const TOKEN = 'a-token-that-the-seed-names';
const every = [...Array(16).keys()].map((bits) => Object.fromEntries(SWITCHES.map((name, index) => [name, (bits & (1 << index)) !== 0])));

test.each(every)(
  'a domain with verified $validated, SAML enabled $samlEnabled, required $samlRequired, SCIM $oktaSCIM',
  async (settings) => {
    await using emulator = await createTestEmulator({
      scim: true,
      seed: demoSeedWith({ domains: [{ domain: 'acme.example', scimToken: TOKEN, ...settings }] }),
    });
    const missing = SWITCHES.find((name) => settings[name] !== true);
    const { status, body } = await ask(emulator, 'GET', '/Users', { authorization: TOKEN });
    if (missing === undefined) {
      expect(status).toBe(200);
      expect(emulator.domains.revealToken('acme', 'acme.example')).toBe(TOKEN);
      return;
    }
    expect({ status, body }).toEqual({
      status: 403,
      body: { ...scimError(403), detail: `SCIM is not set up for acme.example: ${REASONS[missing]}.` },
    });
    expect(emulator.scim).toBeUndefined();
    expect(() => emulator.domains.revealToken('acme', 'acme.example')).toThrow(DomainError);
    expect(emulator.domains.list()).toMatchObject([{ domain: 'acme.example', scimProblem: REASONS[missing] }]);
  },
);

test.each(SWITCHES)('SCIM stops when %s is turned off, and works with the same token when it is turned on again', async (name) => {
  await using emulator = await createScimEmulator();
  const token = emulator.scim?.token ?? '';
  await setActive(emulator, ED, false);
  emulator.domains.change('acme', 'acme.example', { [name]: false });
  expect((await ask(emulator, 'GET', `/Users/${ED}`, { authorization: token })).status).toBe(403);
  emulator.domains.change('acme', 'acme.example', { [name]: true });
  expect((await ask(emulator, 'GET', `/Users/${ED}`, { authorization: token })).body.active).toBe(false);
});

test.each(['', '/', '/Users', '/Users/1', '?x', '/Schemas'])('without SCIM, /scim/v2%s is not found, in plain text', async (path) => {
  await using emulator = await createTestEmulator();
  const { status, headers, text } = await ask(emulator, 'GET', path, { authorization: 'Bearer x' });
  expect({ status, type: headers.get('content-type') }).toEqual({ status: 404, type: 'text/plain;charset=utf-8' });
  expect(text).toContain('--scim');
  expect(emulator.scim).toBeUndefined();
});

test.each(['/scim/v2x', '/scim', '/scim/v1/Users', '/SCIM/v2/Users', '/'])('%s is not a SCIM path', async (path) => {
  await using emulator = await createScimEmulator();
  const response = await emulator.fetch(new URL(path, emulator.endpoint));
  expect(await response.text()).toMatch(/^Not found: the Integration Server/);
});

test('SCIM is on as soon as support enables it for one domain, while the other domains still lack it', async () => {
  const seed = demoSeedWith({ domains: ['acme.example', { domain: 'other.example', samlEnabled: true, samlRequired: true }] });
  await using emulator = await createTestEmulator({ seed });
  expect((await ask(emulator, 'GET', '/Users')).status).toBe(404);
  emulator.domains.change('acme', 'other.example', { oktaSCIM: true });
  expect(emulator.scim).toMatchObject({ domain: 'other.example' });
  expect((await ask(emulator, 'GET', '/Users')).body.totalResults).toBe(0);
});

test('with --scim, a domain keeps the settings from the seed', async () => {
  const seed = demoSeedWith({ domains: [{ domain: 'acme.example' }, 'other.example'] });
  await using emulator = await createScimEmulator({ seed });
  expect(emulator.scim).toMatchObject({ domain: 'other.example' });
  expect(emulator.domains.list().map(({ scimProblem }) => scimProblem)).toEqual([REASONS.samlEnabled, undefined]);
});
