import request from 'supertest';
import { expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import { createTestEmulator, sendJob } from '../support/emulator.js';

/** The samples of the Prometheus text, by name and labels. */
async function scrape(emulator: Awaited<ReturnType<typeof createTestEmulator>>): Promise<Record<string, string>> {
  const { text, type } = await request(createConsoleApp(emulator)).get('/_emulator/metrics');
  expect(type).toBe('text/plain');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => line.replace('expensify_emulator_', '').split(/ (?=\S+$)/)));
}

test('requests are counted by job and code, including those the journal has dropped', async () => {
  const emulator = await createTestEmulator({ journalSize: 1 });
  for (let count = 0; count < 3; count++) await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } });
  await sendJob(emulator, { type: 'nonsense' });
  expect(await scrape(emulator)).toMatchObject({
    'requests_total{job="get policyList",code="200"}': '3',
    'requests_total{job="none",code="410"}': '1',
    'request_duration_seconds_bucket{le="+Inf"}': '4',
    request_duration_seconds_count: '4',
    companies: '1',
  });
});

test('faults with many different codes do not create many series', async () => {
  const emulator = await createTestEmulator();
  for (let code = 0; code < 600; code++) {
    emulator.faults.add({ responseCode: 1000 + code, responseMessage: 'x', times: 1 });
    await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } });
  }
  const samples = await scrape(emulator);
  expect(Object.keys(samples).filter((name) => name.startsWith('requests_total')).length).toBe(501);
  expect(samples['requests_total{job="other",code="0"}']).toBe('100');
});

test('a reset starts the counts again', async () => {
  const emulator = await createTestEmulator();
  await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } });
  emulator.reset();
  expect(await scrape(emulator)).toMatchObject({ request_duration_seconds_count: '0', advisories_total: '0' });
});
