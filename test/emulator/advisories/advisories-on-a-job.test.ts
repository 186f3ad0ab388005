import { expect, test } from 'vitest';
import { createTestEmulator, sendJob } from '../../support/emulator.js';
import { ed } from '../../support/people.js';

/** The messages of the advisories on the last request, of one code or of all. */
async function advised(job: object, fields: Record<string, unknown> = {}, only?: string): Promise<string[]> {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, job, fields);
  const advisories = emulator.advisories().filter(({ code }) => only === undefined || code === only);
  return advisories.map(({ message }) => message);
}

const update = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };

test.each(['dry-run', 'shouldFixApprovalChains', 'fixFirstLevelManagersOnly', 'shouldSkipNotificationEmail'])(
  '%s as a string gets an advisory, and as a boolean it does not',
  async (key) => {
    const told = (value: unknown) => advised({ ...update, [key]: value }, { data: [ed()] }, 'string-boolean');
    for (const value of ['true', 'false']) expect((await told(value)).join()).toContain(key);
    for (const value of [true, false, 'yes']) expect(await told(value)).toEqual([]);
  },
);

test('a string that looks like a boolean under another key gets none', async () => {
  expect(await advised({ ...update, setEmployeePrimaryPolicy: 'false' }, { data: [ed()] }, 'string-boolean')).toEqual([]);
});

test('the advisory about a boolean in inputSettings contains its path', async () => {
  const [message] = await advised({ type: 'get', inputSettings: { type: 'policyList', adminOnly: 'false' } });
  expect(message).toContain('inputSettings.adminOnly');
});

test('at most fifty unknown keys are reported', async () => {
  const keys = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`zz${index}z`, 1]));
  const messages = await advised({ type: 'get', inputSettings: { type: 'policyList' }, ...keys });
  expect(messages).toHaveLength(50);
  expect(messages.at(-1)).toBe('Ignored an unknown key: zz49z.');
});

test('checks the first twenty items of a list', async () => {
  const job = (key: string, at: number) => {
    const transactionList = Array.from({ length: 21 }, (_, index) => (index === at ? { [key]: 'true' } : {}));
    return { type: 'create', inputSettings: { type: 'expenses', transactionList } };
  };
  expect(await advised(job('merchnt', 19), {}, 'unknown-key')).toEqual([
    'Ignored an unknown key: inputSettings.transactionList[].merchnt (did you mean merchant?).',
  ]);
  expect((await advised(job('billable', 0), {}, 'string-boolean')).join()).toContain('inputSettings.transactionList[].billable');
  expect(await advised(job('merchnt', 20), {}, 'unknown-key')).toEqual([]);
  const mixed = { type: 'create', inputSettings: { type: 'expenses', transactionList: [null, 5, [{ a: 1 }], 'x', { b: 1 }] } };
  expect(await advised(mixed, {}, 'unknown-key')).toHaveLength(1);
});

test('reports a form field only if the job does not read it', async () => {
  expect(await advised(update, { data: [ed()] })).toEqual([]);
  const [message, ...more] = await advised(update, { data: [ed()], Data: 'x' });
  expect(message).toContain('Data');
  expect(more).toEqual([]);
});

test.each<readonly [object, string[]]>([
  [{ Type: 'get', inputSettings: { type: 'policyList' } }, ['Type (did you mean type?)']],
  [{ type: 'get', typ: 'get', inputSettings: { type: 'policyList' }, credentials: undefined }, []],
  [{ Type: 'get', inputSetings: {} }, ['Type (did you mean type?)', 'inputSetings (did you mean inputSettings?)']],
  [{ Type: 'get', zzzzzzzz: 1, outputSettings: {} }, ['Type (did you mean type?)']],
])('reports the misspelt key in %j, because of which the job fails', async (job, named) => {
  expect((await advised(job)).filter((message) => message.includes('unknown key'))).toEqual(
    named.map((name) => `Ignored an unknown key: ${name}.`),
  );
});

test('does not check for a misspelt key after fifty unknown ones', async () => {
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`zz${index}z`, 1]));
  // The credentials come first.
  expect((await advised({ ...keys(48), Type: 'get' })).join()).toContain('did you mean type?');
  expect((await advised({ ...keys(60), Type: 'get' })).join()).not.toContain('did you mean type?');
});
