import { createPacer } from '../client/pacer.js';
import { PUBLISHED_WINDOWS } from '../protocol/rate-limits.js';
import { type Runtime, systemRuntime } from '../runtime/system.js';
import { readRetryAfter } from '../util/retry-after.js';

/** Requests for one call, the first included. */
const MAX_ATTEMPTS = 4;
/** A longer wait is not worth it. */
const MAX_WAIT_MS = 120_000;
/** Without a Retry-After header: the longer of the published windows. */
const DEFAULT_WAIT_MS = Math.max(...PUBLISHED_WINDOWS.map(({ windowMs }) => windowMs));

/**
 * A `fetch` that stays within limits, by default the published ones, like the client. If the service still refuses a request, for example because
 * another program uses the same credentials, the request is sent again after the wait that the service asks for.
 */
export function pacedFetch(fetchFrom: typeof fetch, runtime: Runtime = systemRuntime, windows = PUBLISHED_WINDOWS): typeof fetch {
  const pacer = createPacer(windows, runtime);
  return async (input, init) => {
    for (let attempt = 1; ; attempt++) {
      const response = await pacer.run(() => fetchFrom(input, init));
      if (attempt === MAX_ATTEMPTS || !(await isRateLimited(response))) return response;
      const wait = readRetryAfter(response.headers) ?? DEFAULT_WAIT_MS;
      if (wait > MAX_WAIT_MS) return response;
      pacer.hold(wait);
    }
  };
}

/** The status or the body may have the code 429. No recording shows which. */
async function isRateLimited(response: Response): Promise<boolean> {
  if (response.status === 429) return true;
  return /"responseCode"\s*:\s*429\b/.test(await response.clone().text());
}
