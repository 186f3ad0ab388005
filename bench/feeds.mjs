import { HEADERS, median, PATH, startServer, updateBody } from './jobs.mjs';

const SIZES = [1000, 10_000, 100_000];

/** Time per record of feeds of three sizes: if it does not grow, nothing in the job is quadratic. */
export async function feedScaling(quick) {
  const perRecord = [];
  for (const size of quick ? SIZES.slice(0, 2) : SIZES) {
    // The same number of records for each size, so that all run with warm code.
    const { url, stop } = await startServer('emulator');
    const body = updateBody(size);
    const times = [];
    for (let run = 0; run < Math.max(4, Math.min(40, 100_000 / size)); run++) {
      const startedAt = performance.now();
      const response = await fetch(url + PATH, { method: 'POST', headers: HEADERS, body });
      const { updatedEmployeesCount } = await response.json();
      if (updatedEmployeesCount !== size) throw new Error(`${updatedEmployeesCount} of ${size} records were applied`);
      times.push((performance.now() - startedAt) / size);
    }
    stop();
    perRecord.push(median(times.slice(Math.floor(times.length / 2))));
  }
  const ratio = Math.max(...perRecord) / Math.min(...perRecord);
  const detail = perRecord.map((ms, index) => `${SIZES[index]}: ${(ms * 1000).toFixed(1)} µs`).join(', ');
  return [{ what: 'feeds, time per record, slowest size against fastest', ratio, goal: 'at most 1.5', isMet: ratio <= 1.5, detail }];
}
