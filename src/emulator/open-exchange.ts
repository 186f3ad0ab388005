import type { Answered } from '../protocol/evidence.js';
import { stopwatch } from '../runtime/timer.js';
import { type Advise, createAdvisoryList } from './advisories/advise.js';
import type { Advisory } from './advisories/table.js';
import type { FaultEffect } from './faults/faults.js';
import type { WireRequest } from './wire/message.js';
import type { Changes } from './world/changes.js';

/** An exchange on its way: what the journal will tell of it. */
export interface OpenExchange {
  readonly request: WireRequest;
  readonly advise: Advise;
  readonly advisories: readonly Advisory[];
  readonly startedAt: number;
  bodyText: string;
  secrets: readonly string[];
  /** False once the job turned out to be no JSON object. */
  isReadable: boolean;
  company?: string;
  /** The partnerUserID that authenticated it. */
  pair?: string;
  /** The domain whose SCIM token authenticated it. */
  domain?: string;
  /** The address of the user in the path of a SCIM request. */
  user?: string | undefined;
  job?: string;
  answered?: Answered;
  /** What a fault does to the answer, also to one that is an error. */
  fault?: FaultEffect;
  changes?: Changes;
}

export function openExchange(request: WireRequest): OpenExchange {
  const { advise, list } = createAdvisoryList();
  return { request, bodyText: '', secrets: [], isReadable: false, advise, advisories: list, startedAt: stopwatch() };
}
