import type { Answered } from '../protocol/evidence.js';
import type { RawJob } from '../protocol/raw-job.js';
import { stopwatch } from '../runtime/timer.js';
import type { Redactor } from '../util/redact/redact.js';
import { type Advise, createAdvisoryList } from './advisories/advise.js';
import type { Advisory } from './advisories/table.js';
import type { FaultEffect } from './faults/faults.js';
import type { Decoded } from './wire/decode.js';
import type { WireRequest } from './wire/message.js';
import type { Cause } from './world/cause.js';
import type { Changes } from './world/changes.js';

/** What a request contains. It depends on the bytes of the request and on nothing else. */
export interface ReadRequest extends Decoded {
  readonly job: RawJob;
  /** The secrets in it, which nothing may store. */
  readonly secrets: readonly string[];
  /** What the journal made of it the first time. */
  redactor?: Redactor;
  journalledBody?: string;
}

/** An exchange in progress: what the journal will show. */
export interface OpenExchange {
  readonly request: WireRequest;
  readonly advise: Advise;
  readonly advisories: readonly Advisory[];
  readonly startedAt: number;
  /** Shared with everything that comes of the request. */
  readonly cause: Cause;
  /** What the request contains, unless reading it failed. */
  read?: ReadRequest;
  bodyText: string;
  secrets: readonly string[];
  /** False if the job turned out not to be a JSON object. */
  isReadable: boolean;
  company?: string;
  /** The partnerUserID that authenticated the request. */
  pair?: string;
  /** The domain whose SCIM token authenticated the request. */
  domain?: string;
  /** The email address of the user in the path of a SCIM request. */
  user?: string | undefined;
  job?: string;
  answered?: Answered;
  /** What a fault does to the response, even to an error response. */
  fault?: FaultEffect;
  changes?: Changes;
}

export function openExchange(request: WireRequest): OpenExchange {
  const { advise, list } = createAdvisoryList();
  return { request, bodyText: '', secrets: [], isReadable: false, advise, advisories: list, startedAt: stopwatch(), cause: {} };
}
