import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCore, type EmulatorCore } from '../../../src/emulator/emulator.js';
import type { CoreOptions } from '../../../src/emulator/options.js';
import type { Storage } from '../../../src/emulator/storage/storage.js';
import { editMember } from '../../../src/emulator/world/edit.js';
import { sendJob, updateEmployees } from '../../support/emulator.js';
import { ED, ed, MAIN, MAX, newcomer } from '../../support/people.js';
import { POLICY_LIST } from '../../support/raw-http.js';

/** How the suite uses a storage. */
export interface StorageHarness {
  /** Begins with an empty state. */
  start(): void | Promise<void>;
  /** A storage of the state. Only if it `isShared` there may be several at once. */
  open(): Storage | Promise<Storage>;
  /** Ends the process of all open storages at this moment, without a word to them. */
  kill(): void | Promise<void>;
  end(): void;
  readonly isShared: boolean;
}

/** A core with what the helpers of tests need of an emulator. */
type Kept = EmulatorCore & { readonly endpoint: string; readonly storage: Storage };

/** What every storage promises. Each implementation runs this suite. */
export function describeStorage(name: string, harness: StorageHarness): void {
  let opened: Kept[] = [];
  beforeEach(() => harness.start());
  afterEach(async () => {
    for (const { storage } of opened) await storage.close();
    opened = [];
    harness.end();
  });

  async function start(options: CoreOptions = {}): Promise<Kept> {
    const storage = await harness.open();
    const core = await createCore(
      { rateLimit: 'off', ...options },
      { storage, fetchFeed: () => Promise.reject(new Error('this test downloads no feeds')) },
    );
    const kept = Object.defineProperties(
      { endpoint: 'http://emulator.invalid/Integration-Server/ExpensifyIntegrations', storage },
      Object.getOwnPropertyDescriptors(core),
    ) as unknown as Kept;
    opened.push(kept);
    return kept;
  }

  /** The process is killed after its changes are confirmed, and another one continues. */
  async function restart(options: CoreOptions = {}): Promise<Kept> {
    for (const { storage } of opened) await storage.settled();
    await harness.kill();
    return start(options);
  }

  const send = (kept: Kept, job: object, fields?: Record<string, unknown>) => sendJob(kept as never, job, fields);
  const update = (kept: Kept, people: unknown, options?: object) => updateEmployees(kept as never, people, options);
  /** Everything that must be the same after a restart. */
  const stateOf = ({ snapshot, faults, clock }: Kept) => ({
    snapshot: snapshot(),
    faults: faults.list(),
    stoppedAt: clock.isStopped ? clock.now() : undefined,
  });

  describe(name, () => {
    const changes: readonly (readonly [what: string, change: (kept: Kept) => unknown])[] = [
      ['an update', (kept) => update(kept, [newcomer()])],
      [
        'two updates of the same person',
        async (kept) => {
          await update(kept, [newcomer()]);
          await update(kept, [newcomer({ employeeEmail: 'renamed@acme.example' })]);
        },
      ],
      ['a removed member', (kept) => kept.world.commit(editMember(companyOf(kept), MAIN, ED, undefined))],
      [
        'a new company, and a change of it',
        (kept) => {
          const { id } = kept.directory.createCompany('Team');
          return kept.directory.createCredential('mia.manager@acme.example', id);
        },
      ],
      ['new credentials', (kept) => kept.directory.createCredential('mia.manager@acme.example')],
      ['a session', (kept) => kept.directory.signIn(ED)],
      ['a generated file, with its bytes', (kept) => exportFile(kept)],
      [
        'a reset',
        async (kept) => {
          await update(kept, [newcomer()]);
          await kept.resetInSlices();
        },
      ],
      [
        'a change after a reset',
        async (kept) => {
          await kept.resetInSlices();
          await update(kept, [newcomer()]);
        },
      ],
      ['a restored snapshot', (kept) => kept.restoreInSlices({ ...kept.snapshot(), random: 7 })],
      [
        'another seed, and a change of it',
        async (kept) => {
          await kept.seed('faker:1:3');
          await kept.directory.createCompany('Team');
        },
      ],
      [
        'armed faults, one of them half spent',
        async (kept) => {
          kept.faults.add({ preset: 'rate-limited', times: 2 });
          kept.faults.add({ latencyMs: { min: 0, max: 1 }, nth: 3 });
          await send(kept, POLICY_LIST);
        },
      ],
      [
        'a removed fault',
        (kept) => {
          const { id } = kept.faults.once('http-503');
          kept.faults.once('http-503');
          kept.faults.remove(id);
        },
      ],
      [
        'no faults after they were cleared',
        (kept) => {
          kept.faults.once('http-503');
          kept.faults.clear();
        },
      ],
      [
        'a clock that was set and moved',
        (kept) => {
          kept.clock.set('2026-03-01T00:00:00Z');
          kept.clock.advance('PT1H');
        },
      ],
      [
        'a clock that was put back by a reset',
        async (kept) => {
          kept.clock.set('2026-03-01T00:00:00Z');
          await kept.resetInSlices();
        },
      ],
    ];

    test.each(changes)('keeps %s when the process is killed', async (_what, change) => {
      const first = await start();
      await change(first);
      const state = stateOf(first);
      const second = await restart();
      expect(stateOf(second)).toEqual(state);
      expect(companyOf(second).accounts.size).toBe(companyOf(first).accounts.size);
    });

    test('keeps all of these changes, one after the other, whatever is written as an entry or as a whole', async () => {
      let kept = await start();
      for (const [, change] of changes) {
        await change(kept);
        const state = stateOf(kept);
        kept = await restart();
        expect(stateOf(kept)).toEqual(state);
      }
    });

    test('an id that was given before a restart is not given again', async () => {
      const first = await start();
      const before = await send(first, CREATE_POLICY);
      const second = await restart();
      const after = await send(second, CREATE_POLICY);
      const third = await start3();
      expect([before.responseCode, after.responseCode]).toEqual([200, 200]);
      expect(after.policyID).not.toBe(before.policyID);
      expect(after.policyID).toBe(third);

      /** The second policy of an emulator that was never restarted. */
      async function start3(): Promise<unknown> {
        const core = await createCore({ rateLimit: 'off' }, { fetchFeed: () => Promise.reject(new Error('none')) });
        const other = Object.defineProperties({ endpoint: first.endpoint }, Object.getOwnPropertyDescriptors(core));
        await sendJob(other as never, CREATE_POLICY);
        return (await sendJob(other as never, CREATE_POLICY)).policyID;
      }
    });

    test('the number of a removed account is not given again', async () => {
      const first = await start();
      const { world } = first;
      const add = (kept: Kept, email: string): number => {
        const transaction = companyOf(kept).begin();
        const accountID = transaction.accounts.nextKey();
        transaction.accounts.put({
          ...required(companyOf(kept).accounts.find('login', ED)),
          accountID,
          email,
          secondaryLogins: [],
          employeeID: email,
        });
        kept.world.commit(transaction);
        return accountID;
      };
      const given = add(first, 'soon.gone@acme.example');
      const transaction = companyOf(first).begin();
      transaction.accounts.remove(given);
      world.commit(transaction);
      const second = await restart();
      const next = add(second, 'other@acme.example');
      expect(next).toBeGreaterThan(given);
      await second.storage.close();
      opened = [];
      expect(add(await start(), 'third@acme.example')).toBeGreaterThan(next);
    });

    test('a fault fires as often as it was armed for, over all restarts', async () => {
      let kept = await start();
      kept.faults.add({ preset: 'rate-limited', times: 2 });
      const codes: number[] = [];
      for (let restarts = 0; restarts < 4; restarts++) {
        codes.push((await send(kept, POLICY_LIST)).responseCode);
        kept = await restart();
      }
      expect(codes).toEqual([429, 429, 200, 200]);
    });

    test('a read, a dry run and a refused request change nothing', async () => {
      const kept = await start();
      const { position } = kept.storage;
      await send(kept, POLICY_LIST);
      await update(kept, [newcomer()], { 'dry-run': true });
      await send(kept, { type: 'no such job' });
      await kept.rehearse({ method: 'GET', url: '/', headers: {}, body: new Uint8Array() });
      expect(kept.storage.position).toBe(position);
      await update(kept, [ed({ employeeID: 'E999' })]);
      expect(kept.storage.position).toBeGreaterThan(position);
    });

    test('an option of the clock counts until somebody sets the clock', async () => {
      const instant = ({ clock }: Kept) => new Date(clock.now()).toISOString();
      await start({ clock: '2026-01-01T00:00:00Z' });
      const second = await restart({ clock: '2026-02-02T00:00:00Z' });
      expect(instant(second)).toBe('2026-02-02T00:00:00.000Z');
      second.clock.advance('PT1H');
      const third = await restart({ clock: '2026-03-03T00:00:00Z' });
      expect(instant(third)).toBe('2026-02-02T01:00:00.000Z');
      await third.resetInSlices();
      expect(instant(third)).toBe('2026-03-03T00:00:00.000Z');
      expect(instant(await restart({ clock: '2026-04-04T00:00:00Z' }))).toBe('2026-04-04T00:00:00.000Z');
    });

    test('a change of more rows than an entry may have is kept, and so are the changes after it', async () => {
      const first = await start();
      const feed = Array.from({ length: 6000 }, (_, index) =>
        newcomer({ employeeEmail: `p${index}@acme.example`, employeeID: `P${index}` }),
      );
      await update(first, feed);
      await update(first, [newcomer()]);
      expect(companyOf(first).members.size).toBeGreaterThan(6000);
      const state = stateOf(first);
      expect(stateOf(await restart())).toEqual(state);
    });

    test('what is kept contains no secret', async () => {
      const first = await start();
      const pair = first.directory.createCredential('mia.manager@acme.example');
      const company = first.directory.createCompany('Team');
      await send(first, { ...POLICY_LIST, credentials: pair });
      const text: string[] = [];
      await first.storage.settled();
      await harness.kill();
      const second = await harness.open();
      await second.load({
        // biome-ignore lint/correctness/useYield: the document is only looked at
        *snapshot(document) {
          text.push(JSON.stringify(document));
        },
        entry: (entry) => void text.push(JSON.stringify(entry)),
      });
      await second.abandon();
      expect(text.join()).toContain(pair.partnerUserID);
      for (const { partnerUserSecret } of [pair, company.credentials, first.credentials])
        expect(text.join()).not.toContain(partnerUserSecret);
    });

    test.skipIf(!harness.isShared)('another process sees each change, and a change of an older version is refused', async () => {
      const one = await start();
      const other = await start();
      await update(one, [newcomer()]);
      await other.sharing?.caughtUp();
      expect(other.snapshot()).toEqual(one.snapshot());
      await update(other, [newcomer({ employeeEmail: 'renamed@acme.example' })]);
      await one.sharing?.caughtUp();
      expect(one.snapshot()).toEqual(other.snapshot());
      expect(() => one.storage.append({ kind: 'rows', company: 'acme', version: 2, rows: [] })).toThrow();
    });

    test('a restart of a state with a thousand changes gives the same rows in the same order', async () => {
      const first = await start();
      for (let index = 0; index < 1000; index++) {
        const person = `p${index % 50}`;
        const email = index % 3 === 0 ? `${person}@acme.example` : `${person}.${index}@acme.example`;
        await update(first, [newcomer({ employeeEmail: email, employeeID: person, managerEmail: MAX })]);
      }
      expect(rowsOf(await restart())).toEqual(rowsOf(first));
    });
  });
}

const EXPORT = {
  type: 'file',
  onReceive: { immediateResponse: ['returnRandomFileName'] },
  inputSettings: { type: 'combinedReportData', filters: { startDate: '2020-01-01' } },
  outputSettings: { fileExtension: 'csv' },
};

/** Responds with a file name, which is text. */
async function exportFile({ fetch, endpoint, credentials }: Kept): Promise<string> {
  const requestJobDescription = JSON.stringify({ credentials, ...EXPORT });
  const response = await fetch(endpoint, { method: 'POST', body: new URLSearchParams({ requestJobDescription, template: 'Zürich 🧾' }) });
  return response.text();
}

const CREATE_POLICY = { type: 'create', inputSettings: { type: 'policy', policyName: 'Another' } };

function companyOf({ world }: EmulatorCore) {
  return required(world.companies.values().next().value);
}

/** All rows as they are in memory, by collection. */
function rowsOf(core: EmulatorCore): Record<string, unknown> {
  const company = companyOf(core);
  return Object.fromEntries(company.definitions.map((definition) => [definition.name, [...company.rowsOf(definition).values()]]));
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('There is none.');
  return value;
}
