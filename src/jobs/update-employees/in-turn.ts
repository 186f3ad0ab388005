import type { JobContext } from '../../emulator/implement.js';
import type { Company } from '../../emulator/world/company.js';
import { inSlices, type Work } from '../../runtime/slices.js';

/** The update that a company is busy with; it settles and never rejects. */
const busy = new WeakMap<Company, Promise<void>>();

/**
 * Updates of one company one after the other, in the order they came: a long one is done in slices, and whatever changed
 * the company in between would make its computation worthless. Other companies, and whoever reads, do not wait.
 */
export async function inTurn<T>(standing: JobContext['standing'], work: Work<T>): Promise<T> {
  let { company } = standing();
  for (let before = busy.get(company); before !== undefined; before = busy.get(company)) {
    await before;
    // Another company may stand in its place by now.
    ({ company } = standing());
  }
  const running = inSlices(work);
  const ended = running.then(ignore, ignore);
  busy.set(company, ended);
  try {
    return await running;
  } finally {
    if (busy.get(company) === ended) busy.delete(company);
  }
}

function ignore(): void {}
