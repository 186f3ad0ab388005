import { isObject } from '../../util/is-object.js';
import type { FlowResult } from '../engine/result.js';
import { skippedEmployees } from '../network/skipped-employees.js';

/** An employee that the Integration Server skipped in an update with responseCode 200. */
export interface SkippedEmployee {
  readonly email: string;
  readonly reason: string;
  /** Title of the card that sent the request. */
  readonly card: string;
}

const MAX_SKIPPED = 10_000;

/** All employees that responses of the run list as skipped. */
export function skippedIn({ requests }: Pick<FlowResult, 'requests'>): readonly SkippedEmployee[] {
  const skipped = requests.flatMap((request): SkippedEmployee[] =>
    skippedEmployees(request)
      .skipped.filter(isObject)
      .map(({ email, reason }) => ({ email: String(email ?? ''), reason: String(reason ?? ''), card: request.card })),
  );
  return skipped.slice(0, MAX_SKIPPED);
}
