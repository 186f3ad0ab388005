import type { ExchangeSummary } from '../../../emulator/journal/summary.js';
import { DELAYS } from '../../explain/delays.js';

type Facts = Pick<ExchangeSummary, 'code' | 'status' | 'isCut' | 'fault' | 'advisories'>;

/** True if records were skipped although the code says success. */
export function hasSkips({ advisories }: Pick<Facts, 'advisories'>): boolean {
  return advisories.includes('skipped-records');
}

/** How a request ended: `bad` did not do what it should, `warn` did a part of it. Nothing of both is ever green. */
export function verdictOf(facts: Facts): 'good' | 'warn' | 'bad' {
  const { code, status, isCut, fault } = facts;
  if (isCut === true || code >= 400 || status >= 400 || code < 200) return 'bad';
  // The code is that of the job, but the client got something else.
  if (fault !== undefined && !DELAYS.includes(fault)) return 'bad';
  return code === 207 || hasSkips(facts) || code >= 300 ? 'warn' : 'good';
}

export function isDryRun({ answer = '' }: Pick<ExchangeSummary, 'answer'>): boolean {
  return /\/dry-run/.test(answer);
}
