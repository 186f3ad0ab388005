import { hash32 } from '../../../runtime/random.js';

/** The first key of all advisory locks here: other programs may share the database. */
const OURS = 0x45_4d_55;

const key = (second: number): string => `${OURS}, ${second}`;

export const MIGRATION_LOCK = key(0);
/** Shared by requests. Held alone by what changes more than a company. */
export const WHOLE_LOCK = key(1);
/** Held for changes of the clock, the faults and the list of companies. */
export const SERVICE_LOCK = key(2);

/** Two companies rarely have the same number. Then they wait for each other, which is harmless. */
export function companyLock(company: string): string {
  return `${OURS + 1}, ${hash32(company) | 0}`;
}
