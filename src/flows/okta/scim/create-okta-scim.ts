import { sleep, stopwatch } from '../../../runtime/timer.js';
import type { OktaAppKind } from './app-kind.js';
import type { ScimExchange, ScimFetch } from './exchange.js';
import { importUsers } from './import-users.js';
import type { ScimEvent, ScimImport, ScimResult } from './result.js';
import { assertScimToken, scimBaseOf } from './scim-base.js';
import { scimListSchema } from './scim-schema.js';
import { createScimSend, type ScimSend } from './send.js';
import { createShown } from './shown.js';
import { createUserEvents } from './user-events.js';

const MAX_MESSAGE = 2000;

export interface OktaScimOptions {
  /** Base URL, with or without a trailing slash. `/scim/v2` is added to a URL without a path. */
  readonly url: string;
  readonly token: string;
  /** Default: catalogue. Which kind Expensify's app is has not been published. */
  readonly app?: OktaAppKind;
  /** `bearer` (default): `Authorization: Bearer TOKEN`. `bare`: the token alone, as some apps of the catalogue send it. */
  readonly authorization?: 'bearer' | 'bare';
  /** Default: the `fetch` of this runtime. The `fetch` of an emulator works too. */
  readonly fetch?: ScimFetch;
  /** Timeout for one response in ms. Default: 60000, which is Okta's. */
  readonly timeoutMs?: number;
  /** Waits before a retry; tests pass their own function. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** A monotonic reading in ms, for the trace. */
  readonly now?: () => number;
}

/** Okta's SCIM client. Methods don't reject if the service fails; the result describes the problem. */
export interface OktaScim {
  /** Tests the credentials, as Okta does when an admin enters the token. */
  test(): Promise<ScimResult>;
  /** Links the user, and reactivates an inactive one. Never creates users, because Expensify does not offer that. */
  assign(userName: string): Promise<ScimResult>;
  unassign(userName: string): Promise<ScimResult>;
  deactivate(userName: string): Promise<ScimResult>;
  reactivate(userName: string): Promise<ScimResult>;
  /** Reads all users, like "Export Users" from Expensify to Okta. */
  import(): Promise<ScimImport>;
}

/**
 * Sends the requests of Okta's SCIM client to any SCIM service. Source: Okta's SCIM 2.0 reference
 * (developer.okta.com/docs/reference/scim/scim-20); retries and their waits are assumed.
 * Throws FlowInputError for an unusable URL or token.
 * @example await createOktaScim({ url: emulator.url, token, fetch: emulator.fetch }).deactivate('ed.engineer@acme.example')
 */
export function createOktaScim(options: OktaScimOptions): OktaScim {
  const { url, token, app = 'catalogue', authorization = 'bearer', timeoutMs = 60_000 } = options;
  assertScimToken(token);
  const send = createScimSend({
    base: scimBaseOf(url),
    token,
    authorization,
    fetch: options.fetch ?? fetch,
    timeoutMs,
    sleep: options.sleep ?? sleep,
    now: options.now ?? stopwatch,
  });
  const shown = createShown(token);
  const events = createUserEvents(send, app);
  const change = (event: ScimEvent, active: boolean) => (userName: string) => clean(events.setActive(event, userName, active));
  // An id can be any text, even the token.
  const clean = async (result: Promise<ScimResult>): Promise<ScimResult> => {
    const { message, ...rest } = await result;
    return { ...rest, message: await shown(message, MAX_MESSAGE) };
  };
  return {
    test: () => testCredentials(send),
    assign: (userName) => clean(events.assign(userName)),
    unassign: change('unassign', false),
    deactivate: change('deactivate', false),
    reactivate: change('reactivate', true),
    import: () => importUsers(send, shown),
  };
}

async function testCredentials(send: ScimSend): Promise<ScimResult> {
  const trace: ScimExchange[] = [];
  const { body, problem } = await send({ method: 'GET', path: '/Users?startIndex=1&count=2' }, trace);
  const wrong = problem ?? (scimListSchema.safeParse(body).success ? undefined : 'the response is not a list of SCIM users');
  if (wrong === undefined) return { event: 'test', status: 'done', message: 'the credentials work', trace };
  return { event: 'test', status: 'failed', message: `The credentials could not be verified: ${wrong}.`, trace };
}
