import type { KeptExchange } from './record.js';

/** An exchange in one line. */
export interface ExchangeSummary {
  readonly id: number;
  /** ISO 8601, by the emulator's clock. */
  readonly at: string;
  readonly job?: string;
  readonly company?: string;
  /** The email address of the user in the path of a SCIM request. */
  readonly user?: string;
  /** responseCode, or the HTTP status if there is no envelope. */
  readonly code: number;
  readonly answer?: string;
  readonly fault?: string;
  readonly durationMs: number;
  /** The codes of the advisories. */
  readonly advisories: readonly string[];
  readonly bytes: number;
}

export function toSummary({
  id,
  at,
  job,
  company,
  user,
  answered,
  status,
  fault,
  durationMs,
  advisories,
  bytes,
}: KeptExchange): ExchangeSummary {
  return {
    id,
    at: new Date(at).toISOString(),
    ...(job !== undefined && { job }),
    ...(company !== undefined && { company }),
    ...(user !== undefined && { user }),
    code: answered?.responseCode ?? status,
    ...(answered !== undefined && { answer: answered.id }),
    ...(fault !== undefined && { fault }),
    durationMs,
    advisories: advisories.map(({ code }) => code),
    bytes,
  };
}
