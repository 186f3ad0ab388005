import type { AdvisoryCode } from '../advisories/table.js';
import type { KeptExchange } from './record.js';

/** An exchange in one line. */
export interface ExchangeSummary {
  readonly id: number;
  /** ISO 8601, by the emulator's clock. */
  readonly at: string;
  /** The process that responded, if several share a state. */
  readonly process?: string;
  readonly job?: string;
  readonly company?: string;
  /** The email address of the user in the path of a SCIM request. */
  readonly user?: string;
  /** The `partnerUserID` that authenticated the request. */
  readonly pair?: string;
  /** responseCode, or the HTTP status if there is no envelope. */
  readonly code: number;
  /** The HTTP status. */
  readonly status: number;
  /** True if a fault cut the connection. */
  readonly isCut?: true;
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
  process,
  job,
  company,
  user,
  pair,
  answered,
  status,
  isCut,
  fault,
  durationMs,
  advisories,
  bytes,
}: KeptExchange): ExchangeSummary {
  return {
    id,
    at: new Date(at).toISOString(),
    ...(process !== undefined && { process }),
    ...(job !== undefined && { job }),
    ...(company !== undefined && { company }),
    ...(user !== undefined && { user }),
    ...(pair !== undefined && { pair }),
    code: answered?.responseCode ?? status,
    status,
    ...(isCut && { isCut }),
    ...(answered !== undefined && { answer: answered.id }),
    ...(fault !== undefined && { fault }),
    durationMs,
    advisories: advisories.map(({ code }) => code),
    bytes,
  };
}

const SKIPPED: AdvisoryCode = 'skipped-records';

/** True for what a client has to deal with: an error code or status, a cut connection, or records skipped under 200. */
export function isFailed({ code, status, isCut, advisories }: ExchangeSummary): boolean {
  return code >= 400 || status >= 400 || isCut === true || advisories.includes(SKIPPED);
}
