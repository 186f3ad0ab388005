import { expect, test } from 'vitest';
import type { EmulatorOptions } from '../../../src/index.js';
import { readFeed } from '../../../src/jobs/update-employees/read-feed.js';
import { type Answer, createTestEmulator, sendJob } from '../../support/emulator.js';
import { ED, ed, feedAdvisories, MAIN, newcomer } from '../../support/people.js';

const settings = { type: 'employees', entity: 'generic' };
const update = { type: 'update', dataSource: 'request', inputSettings: settings };
const missing = { responseMessage: "'data' parameter is missing or malformed", responseCode: 410 };

async function answerTo(job: object, fields: Record<string, unknown> = {}, options: EmulatorOptions = {}) {
  await using emulator = await createTestEmulator(options);
  const answer: Answer = await sendJob(emulator, job, fields);
  return { answer, codes: feedAdvisories(emulator), messages: emulator.advisories().map(({ message }) => message) };
}

test('an empty form field does not hide a nested feed', async () => {
  const { answer } = await answerTo({ ...update, inputSettings: { ...settings, data: [ed()] } }, { data: '' });
  expect(answer.policyIDToEmployeesMap[MAIN]).toMatchObject([{ email: ED }]);
});

test('a form field takes precedence over a nested feed, with an advisory', async () => {
  const { answer, codes } = await answerTo({ ...update, inputSettings: { ...settings, data: [newcomer()] } }, { data: [ed()] });
  expect(answer.policyIDToEmployeesMap[MAIN]).toMatchObject([{ email: ED }]);
  expect(codes).toEqual(['nested-feed']);
});

test.each<readonly [string, object, Record<string, string>, string]>([
  ['the form field', {}, { data: '[{' }, 'data ('],
  ['the nested feed', { inputSettings: { ...settings, data: '[{' } }, {}, 'inputSettings.data ('],
])('an advisory names %s that cannot be read', async (_what, changes, fields, named) => {
  const { answer, messages } = await answerTo({ ...update, ...changes }, fields);
  expect(answer).toEqual(missing);
  expect(messages.join()).toContain(named);
});

test.each<readonly [string, object, Record<string, string>, string]>([
  ['the form field', {}, { data: JSON.stringify([ed()]).replaceAll('"', "'") }, 'data'],
  ['the nested feed', { inputSettings: { ...settings, data: JSON.stringify([ed()]).replaceAll('"', "'") } }, {}, 'inputSettings.data'],
])('an advisory names %s that is read leniently', async (_what, changes, fields, named) => {
  const { answer, messages } = await answerTo({ ...update, ...changes }, fields);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1 });
  expect(messages.filter((message) => message.includes('JSON')).join()).toContain(named);
});

test.each<readonly [string, unknown]>([
  ['a number', 5],
  ['null', null],
  ['no records', []],
  ['a wrapper without records', { Employees: [] }],
  ['a wrapper of one record', { Employees: ed() }],
  ['an unknown wrapper', { employees: [ed()] }],
  ['no records in an unusual wrapper', { Employee: [] }],
])('a nested feed of %s counts as missing', async (_what, data) => {
  expect((await answerTo({ ...update, inputSettings: { ...settings, data } })).answer).toEqual(missing);
});

const download = (extra: object = {}) => ({ ...update, dataSource: 'download', credentials: undefined, ...extra });

/** An emulator's response to a downloaded feed, and the request for the feed. */
async function downloaded(text: string, extra: object = {}) {
  await using emulator = await createTestEmulator({ allowHosts: ['feeds.example'] });
  const job = download({ credentials: { ...emulator.credentials, ...extra } });
  const answer = await sendJob(emulator, job, text === '' ? {} : { data: text });
  return { answer, codes: feedAdvisories(emulator) };
}

test('a download without a URL is refused by name, even if the form has a feed', async () => {
  const { answer } = await downloaded(JSON.stringify([ed()]));
  expect(answer.responseCode).toBe(410);
  expect(answer.responseMessage).toContain("'feedUrl' is missing");
});

test('a download from a host that is not allowed is refused, and the host is named', async () => {
  const { answer, codes } = await downloaded('', { feedUrl: 'https://elsewhere.example/feed' });
  expect(answer.responseCode).toBe(410);
  expect(codes).toContain('feed-host-refused');
});

test('SFTP without its settings is refused by name', async () => {
  expect((await answerTo({ ...update, dataSource: 'sftp' })).answer).toEqual({
    responseMessage: "'sftp' parameter is missing or malformed",
    responseCode: 410,
  });
});

/** Reads a downloaded feed with this text, and returns the advisories. */
async function read(text: string, credentials: object = {}) {
  const asked: object[] = [];
  const advised: string[] = [];
  const input = { dataSource: 'download', credentials: { feedUrl: 'https://feeds.example/', ...credentials }, inputSettings: {} };
  const fetchFeed = async (source: object): Promise<string> => {
    asked.push(source);
    return text;
  };
  const advise = (code: string, detail = ''): number => advised.push(`${code} ${detail}`.trim());
  const context = { parts: { fetchFeed }, advise, fields: new Map() };
  const records = await Promise.resolve(readFeed(input as never, context as never)).catch(String);
  return { records, advised, asked };
}

test('a feed is downloaded with the given user and password', async () => {
  const { records, advised, asked } = await read('[1]', { feedUser: 'fred', feedPassword: 'hush' });
  expect({ records, advised }).toEqual({ records: [1], advised: [] });
  expect(asked).toEqual([{ kind: 'download', url: 'https://feeds.example/', user: 'fred', password: 'hush' }]);
  expect((await read('[1]')).asked).toEqual([{ kind: 'download', url: 'https://feeds.example/' }]);
});

test('a downloaded feed that is read leniently, or not at all, is named in an advisory as the feed', async () => {
  expect((await read("['x']")).advised).toEqual(['lenient-json the feed']);
  const { records, advised } = await read('[{');
  expect(records).toContain("'data' parameter is missing");
  expect(advised).toEqual([expect.stringMatching(/^unreadable-json the feed \(.+\)$/)]);
});
