import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EmulatorCore } from '../../../src/emulator/emulator.js';
import { sendJob, updateEmployees } from '../../support/emulator.js';
import { newcomer } from '../../support/people.js';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/postgres.js';
import { POLICY_LIST } from '../../support/raw-http.js';
import { SharedCores } from '../../support/shared-cores.js';

describe.skipIf(noPostgres !== undefined)('two processes with one database share', { timeout: 60_000 }, () => {
  let postgres: TestPostgres;
  let url = '';
  const cores = new SharedCores();
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterEach(() => cores.close());
  afterAll(() => postgres?.remove());

  async function startTwo(...given: Parameters<SharedCores['start']> extends [string, ...infer Rest] ? Rest : never) {
    url = await postgres.createDatabase();
    return [await cores.start(url, ...given), await cores.start(url, ...given)] as const;
  }

  const companiesOf = ({ world }: EmulatorCore): string[] => [...world.companies.keys()];

  test('the mode of the rate limit, until a reset', async () => {
    const [one, two] = await startTwo({ rateLimit: 'advise' });
    await one.core.alone(() => one.core.rateLimit.setMode('enforce'));
    const codes: number[] = [];
    for (let count = 0; count < 7; count++) codes.push((await sendJob(two.emulator, POLICY_LIST)).responseCode);
    expect(codes).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect((await cores.start(url, { rateLimit: 'advise' })).core.rateLimit.mode).toBe('enforce');
    await two.core.resetInSlices();
    await one.core.sharing?.caughtUp();
    expect(one.core.rateLimit.mode).toBe('advise');
  });

  test('the rate windows of a domain for SCIM', async () => {
    const both = await startTwo({ scim: true, scimRateLimit: 3 });
    const [{ core }] = both;
    const access = core.domains.scimAccess();
    const statuses: number[] = [];
    for (let count = 0; count < 6; count++) {
      const response = await (both[count % 2] ?? both[0]).core.fetch('http://emulator.invalid/scim/v2/Users?count=1', {
        headers: { authorization: `Bearer ${access?.token}` },
      });
      statuses.push(response.status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429]);
  });

  test('rate windows when one has a clock that is a little behind', async () => {
    url = await postgres.createDatabase();
    const ahead = await cores.start(url, { rateLimit: 'enforce', clock: '2026-01-31T09:00:01Z' });
    const behind = await cores.start(url, { rateLimit: 'enforce', clock: '2026-01-31T09:00:00Z' });
    const codes: number[] = [];
    for (let count = 0; count < 8; count++)
      codes.push((await sendJob((count % 2 === 0 ? ahead : behind).emulator, POLICY_LIST)).responseCode);
    expect(codes).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
  });

  test('the seed that a reset returns to, also with a process that starts later', async () => {
    const [one, two] = await startTwo();
    await one.core.seed('faker:1:3');
    const seeded = one.core.snapshot();
    for (const process of [two, await cores.start(url)]) {
      const created = await process.core.alone(() => process.core.directory.createCompany('Team'));
      expect(companiesOf(process.core)).toContain(created.id);
      await process.core.resetInSlices();
      expect(process.core.snapshot()).toEqual(seeded);
      await one.core.sharing?.caughtUp();
      expect(one.core.snapshot()).toEqual(seeded);
    }
    await one.core.resetInSlices();
    expect(one.core.snapshot()).toEqual(seeded);
  });

  test('the numbers of the requests that changed a company, also with a process that starts later', async () => {
    const [one, two] = await startTwo();
    const causes = ({ history }: EmulatorCore) => history.stepsOf('acme').map(({ cause }) => cause?.request);
    await sendJob(one.emulator, POLICY_LIST);
    await updateEmployees(one.emulator, [newcomer({ employeeID: 'first' })]);
    await updateEmployees(two.emulator, [newcomer({ employeeID: 'second' })]);
    await one.core.sharing?.caughtUp();
    expect(causes(one.core)).toEqual([2, 3]);
    expect(causes(two.core)).toEqual([2, 3]);
    expect(causes((await cores.start(url)).core)).toEqual([2, 3]);
  });

  test('a refused seed changes nothing for either', async () => {
    const [one, two] = await startTwo();
    const before = one.core.snapshot();
    await expect(one.core.seed('faker:nonsense')).rejects.toThrow();
    await two.core.sharing?.caughtUp();
    expect([one.core.snapshot(), two.core.snapshot()]).toEqual([before, before]);
  });

  test('the delivery of an email that one of them has sent', async () => {
    let fail = (_reason: Error): void => {};
    const sendMail = () =>
      new Promise<void>((_resolve, reject) => {
        fail = reject;
      });
    const [one, two] = await startTwo({}, { sendMail });
    await updateEmployees(one.emulator, [newcomer()], { onFinish: [{ actionName: 'email', recipients: 'admin@acme.example' }] });
    const deliveries = () => two.core.outbox.list().map(({ delivery, problem }) => [delivery, problem]);
    await expect.poll(deliveries).toContainEqual(['waiting', undefined]);
    const requests = ({ core }: typeof one) => core.outbox.list().map(({ cause }) => cause?.request);
    expect(new Set([...requests(one), ...requests(two)])).toEqual(new Set([two.core.journal.summaries().at(-1)?.id]));
    fail(new Error('mailbox full'));
    await expect.poll(deliveries).toContainEqual(['failed', 'mailbox full']);
    // Who starts later reads it from the table.
    const later = await cores.start(url);
    await expect.poll(() => later.core.outbox.list().map(({ delivery }) => delivery)).toContain('failed');
  });

  test('the journal, live: who watches sees the requests of the other in order, each with its process', async () => {
    const [one, two] = await startTwo();
    const seen: (readonly [id: number, process: string | undefined])[] = [];
    two.core.journal.follow(({ id, process }) => void seen.push([id, process]));
    for (let count = 0; count < 5; count++) await sendJob(one.emulator, POLICY_LIST);
    const { process } = one.core.sharing ?? {};
    await expect.poll(() => seen).toEqual([1, 2, 3, 4, 5].map((id) => [id, process]));
  });

  test('a journal that is bounded by number and by age', async () => {
    const [one] = await startTwo({ journalSize: 20 });
    const count = async () => (await postgres.query('SELECT count(*)::int AS count FROM expensify_emulator.journal', url))[0]?.count;
    for (let sent = 0; sent < 99; sent++) await sendJob(one.emulator, POLICY_LIST);
    expect(await count()).toBe(99);
    await postgres.query(`UPDATE expensify_emulator.journal SET at = now() - interval '2 days' WHERE id BETWEEN 90 AND 95`, url);
    await sendJob(one.emulator, POLICY_LIST);
    // Of the last 20, six are too old.
    await expect.poll(count).toBe(14);
  });

  test('changes that both make at once through the library, one after the other', async () => {
    const both = await startTwo();
    const add = (index: number) => {
      const { core } = both[index % 2] ?? both[0];
      return core.alone(() => core.faults.add({ preset: 'http-503', times: 1, nth: 100 + index }));
    };
    const armed = await Promise.all(Array.from({ length: 10 }, (_, index) => add(index)));
    expect(new Set(armed.map(({ id }) => id)).size).toBe(10);
    for (const { core, problems } of both) {
      await core.sharing?.caughtUp();
      expect(core.faults.list()).toHaveLength(10);
      expect(problems).toEqual([]);
    }
  });
});
