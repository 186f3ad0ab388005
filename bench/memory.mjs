import autocannon from 'autocannon';
import { HEADERS, PATH, policyListBody, startServer } from './jobs.mjs';

/** Memory after ten times the requests, to show that all stored data is bounded. */
export async function memoryGrowth(quick) {
  const [few, many] = quick ? [10_000, 50_000] : [100_000, 1_000_000];
  const { url, memory, stop } = await startServer('emulator');
  const load = (amount) =>
    autocannon({ url: url + PATH, method: 'POST', headers: HEADERS, body: policyListBody(), connections: 16, amount });
  await load(few);
  const early = await memory();
  await load(many - few);
  const late = await memory();
  stop();
  const ratio = late / early;
  const detail = `${Math.round(early / 1e6)} MB after ${few}, ${Math.round(late / 1e6)} MB after ${many} requests`;
  return [{ what: 'memory, many requests against few', ratio, goal: 'at most 1.5', isMet: ratio <= 1.5, detail }];
}
