import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import type { FlowResult } from '../engine/result.js';

/** An employee that the Integration Server left out of an update, under responseCode 200. */
export interface SkippedEmployee {
  readonly email: string;
  readonly reason: string;
  /** Title of the card that sent the request. */
  readonly card: string;
}

const MAX_SKIPPED = 10_000;

/** Every employee that a response of the run says was skipped. */
export function skippedIn({ requests }: Pick<FlowResult, 'requests'>): readonly SkippedEmployee[] {
  const skipped = requests.flatMap(({ card, response }): SkippedEmployee[] => {
    if (response === undefined || !response.body.includes('"skippedEmployees"')) return [];
    const answer = readJson(response.body);
    const list = isObject(answer) ? answer.skippedEmployees : undefined;
    if (!Array.isArray(list)) return [];
    return list.filter(isObject).map(({ email, reason }) => ({ email: String(email ?? ''), reason: String(reason ?? ''), card }));
  });
  return skipped.slice(0, MAX_SKIPPED);
}
