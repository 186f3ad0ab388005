import { expect, test } from 'vitest';
import { matchesFilter } from '../../../src/emulator/journal/filter.js';
import { Journal, type JournalEntry } from '../../../src/emulator/journal/journal.js';
import { openExchange } from '../../../src/emulator/open-exchange.js';
import { plainText } from '../../../src/emulator/wire/message.js';
import { createTestEmulator, sendJob, updateEmployees } from '../../support/emulator.js';
import { at, newcomer } from '../../support/people.js';
import { wireRequest } from '../../support/wire.js';

function entry(id: number, changes: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id,
    at: '2026-01-31T09:00:00.000Z',
    request: { method: 'POST', url: '/', body: '', bytes: 0, fields: {} },
    response: { status: 200, contentType: 'application/json', body: '', bytes: 0 },
    durationMs: 0,
    advisories: [],
    ...changes,
  };
}

function record(journal: Journal): void {
  journal.record(openExchange(wireRequest('')), plainText(200, 'x'), { at: 0, durationMs: 0 });
}

function filled(capacity: number, count: number): Journal {
  const journal = new Journal(capacity);
  for (let added = 0; added < count; added++) record(journal);
  return journal;
}

const ids = (journal: Journal): number[] => journal.entries().map(({ id }) => id);

test.each([
  [3, 2, [1, 2]],
  [3, 3, [1, 2, 3]],
  [3, 4, [2, 3, 4]],
  [3, 7, [5, 6, 7]],
  [1, 3, [3]],
  [0, 3, []],
])('a journal of %i entries contains after %i exchanges: %j', (capacity, count, expected) => {
  expect(ids(filled(capacity, count))).toEqual(expected);
});

test('a cleared journal continues its ids and fills again', () => {
  const journal = filled(3, 5);
  journal.clear();
  expect(ids(journal)).toEqual([]);
  for (let added = 0; added < 4; added++) record(journal);
  expect(ids(journal)).toEqual([7, 8, 9]);
});

test('a reset journal counts from 1', () => {
  const journal = filled(3, 5);
  journal.reset();
  record(journal);
  expect(ids(journal)).toEqual([1]);
});

test('a listener gets each entry until it unsubscribes', () => {
  const journal = new Journal(1);
  const heard: number[] = [];
  const stop = journal.subscribe(({ id }) => heard.push(id));
  record(journal);
  record(journal);
  stop();
  record(journal);
  expect(heard).toEqual([1, 2]);
});

test('a listener that throws does not affect the response', async () => {
  await using emulator = await createTestEmulator();
  emulator.journal.subscribe(() => {
    throw new Error('broken listener');
  });
  expect(await emulator.handle(wireRequest(''))).toMatchObject({ status: 200 });
});

const sample = entry(1, {
  company: 'acme',
  job: 'get policyList',
  responseCode: 200,
  request: { method: 'POST', url: '/path?Query', body: 'the Body', bytes: 0, fields: { data: 'the Field' } },
  response: { status: 429, contentType: '', body: 'the Answer', bytes: 0 },
  advisories: [{ code: 'json-body', message: '', docs: '' }],
});

test.each([
  [{}, true],
  [{ job: 'get policyList' }, true],
  [{ job: 'get policy' }, false],
  [{ code: 200 }, true],
  [{ code: 429 }, false],
  [{ company: 'acme' }, true],
  [{ company: 'other' }, false],
  [{ advisory: 'json-body' }, true],
  [{ advisory: 'lenient-json' }, false],
  [{ text: 'QUERY' }, true],
  [{ text: 'body' }, true],
  [{ text: 'field' }, true],
  [{ text: 'answer' }, true],
  [{ text: 'nowhere' }, false],
  [{ job: 'get policyList', code: 410 }, false],
])('the filter %j matches: %s', (filter, matches) => {
  expect(matchesFilter(filter)(sample)).toBe(matches);
});

test('an exchange without an envelope is found by its HTTP status', () => {
  const { responseCode: _, ...plain } = sample;
  expect(matchesFilter({ code: 429 })(plain)).toBe(true);
});

test('an entry contains the job, company, response and decoded fields', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer()]);
  expect(emulator.journal.entries()).toEqual([
    expect.objectContaining({
      id: 1,
      at: '2026-01-31T09:00:00.000Z',
      company: 'acme',
      job: 'update employees',
      responseCode: 200,
      answer: 'update employees/updated',
      evidence: 'recorded',
      request: expect.objectContaining({ method: 'POST', fields: expect.objectContaining({ data: expect.stringContaining(at('new')) }) }),
    }),
  ]);
});

test('a refused request without a job is journalled with its HTTP status only', async () => {
  await using emulator = await createTestEmulator();
  await emulator.fetch(`${emulator.url}/elsewhere`);
  const [first] = emulator.journal.entries();
  expect(first).toMatchObject({ request: { method: 'GET', url: '/elsewhere' }, response: { status: 404 } });
  expect(first).not.toHaveProperty('responseCode');
  expect(first).not.toHaveProperty('job');
});

test('the journal of an emulator has the size of the option', async () => {
  await using emulator = await createTestEmulator({ journalSize: 2 });
  for (let count = 0; count < 3; count++) await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } });
  expect(emulator.journal.entries().map(({ id }) => id)).toEqual([2, 3]);
});

test('counts the body in bytes', async () => {
  await using emulator = await createTestEmulator();
  const response = await emulator.handle(
    wireRequest(
      new URLSearchParams({
        requestJobDescription: JSON.stringify({
          type: 'get',
          credentials: emulator.credentials,
          inputSettings: { type: 'policyList', userEmail: 'größe@x.example' },
        }),
      }).toString(),
    ),
  );
  expect(response.body).toContain('größe');
  expect(emulator.journal.entries()[0]?.response.bytes).toBe(Buffer.byteLength(response.body));
});

test('caps long texts, with their full length', async () => {
  await using emulator = await createTestEmulator();
  const long = 'x'.repeat(100_000);
  await emulator.handle(wireRequest(`data=${long}&${long}=1`, { query: `?q=${long}` }));
  const [first] = emulator.journal.entries();
  expect(first?.request).toMatchObject({ bytes: 200_008 });
  for (const text of [first?.request.url, first?.request.body, first?.request.fields.data]) {
    expect(text?.length).toBeLessThan(17_000);
    expect(text).toMatch(/ \(\d+ characters in all\)$/);
  }
  expect(JSON.stringify(first).length).toBeLessThan(100_000);
});

test('caps a method and a content type of any length', async () => {
  await using emulator = await createTestEmulator();
  await emulator.handle(wireRequest('a', { method: 'M'.repeat(1_000_000), contentType: 'c'.repeat(1_000_000) }));
  expect(JSON.stringify(emulator.journal.entries()).length).toBeLessThan(100_000);
});

test('keeps fifty fields at most', async () => {
  await using emulator = await createTestEmulator();
  await emulator.handle(wireRequest(Array.from({ length: 200 }, (_, index) => `f${index}=1`).join('&')));
  expect(Object.keys(emulator.journal.entries()[0]?.request.fields ?? {})).toHaveLength(50);
});

test('keeps a field called __proto__ like any other', async () => {
  await using emulator = await createTestEmulator();
  await emulator.handle(wireRequest('__proto__=kept'));
  expect(JSON.stringify(emulator.journal.entries()[0]?.request.fields)).toBe('{"__proto__":"kept"}');
});
