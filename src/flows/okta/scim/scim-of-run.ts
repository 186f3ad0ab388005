import type { FlowClock } from '../../engine/flow-clock.js';
import type { KnownSecrets } from '../../engine/known-secrets.js';
import type { FlowWarning } from '../../engine/warnings.js';
import type { FlowTarget } from '../../network/hosts.js';
import type { Network, Sender } from '../../network/network.js';
import { FlowInputError } from '../../problem.js';
import type { OktaAppKind } from './app-kind.js';
import { scimUserName } from './assigned-users.js';
import { createOktaScim } from './create-okta-scim.js';
import type { ScimFetch } from './exchange.js';
import type { Push } from './pushed-source.js';
import { assertScimToken, scimBaseOf } from './scim-base.js';

/** The SCIM service that a run pushes the changes of its Okta users to. */
export interface FlowScim {
  /** Default: the SCIM service of the target. */
  readonly url?: string;
  /** Default: the token of the target, if that is an emulator in this process. */
  readonly token?: string;
  readonly app?: OktaAppKind;
}

/** What a push uses, and where its failures are recorded. */
export interface PushTools {
  readonly network: Network;
  readonly clock: FlowClock;
  readonly secrets: KnownSecrets;
  readonly warnings: FlowWarning[];
}

/** Limits the warnings of a run: a loop may fail for every user. */
const MAX_WARNINGS = 1000;

/**
 * Pushes the changes of a run. The requests belong to the card that made the change. A failed push is a warning, not an error of
 * the card, because Okta pushes in the background (assumed, and so is that it pushes immediately).
 * Throws FlowInputError if the endpoint is unknown or the run may not contact it.
 */
export function createPush(scim: FlowScim, target: FlowTarget | undefined, tools: PushTools): Push {
  const { network, clock, secrets, warnings } = tools;
  const { url, token } = endpointOf(scim, target);
  secrets.remember(token);
  assertReachable(url, network);
  return async ({ event, user }, sender) => {
    const okta = createOktaScim({
      url,
      token,
      ...(scim.app !== undefined && { app: scim.app }),
      fetch: fetchThrough(network, sender),
      sleep: (ms) => clock.wait(ms),
    });
    const userName = scimUserName(user);
    const { status, message } = await okta[event](userName);
    if (status === 'done' || warnings.length >= MAX_WARNINGS) return;
    warnings.push({
      code: 'scim-not-pushed',
      message: `SCIM ${event} of ${userName}: ${message} The card did not fail because Okta pushes in the background (assumed).`,
      flow: sender.flow,
      card: { title: sender.title, address: sender.address },
    });
  };
}

function endpointOf({ url, token }: FlowScim, target: FlowTarget | undefined): { readonly url: string; readonly token: string } {
  const own = target?.scim;
  // A target may have its own path.
  const base = url ?? own?.url ?? (target && new URL(target.url).origin);
  if (base === undefined)
    throw new FlowInputError('SCIM needs a service to push to. Pass its URL and token, or run the flow against an emulator.');
  // The target's token must not go to another host.
  const known = own !== undefined && new URL(scimBaseOf(base)).origin === new URL(own.url).origin ? own.token : undefined;
  const secret = token ?? known;
  if (secret === undefined)
    throw new FlowInputError(
      url === undefined
        ? 'SCIM is off at the target, or its token is not known. Create the emulator with scim: true, or pass the token (EXPENSIFY_SCIM_TOKEN).'
        : 'SCIM needs a token. Pass it in EXPENSIFY_SCIM_TOKEN.',
    );
  assertScimToken(secret);
  return { url: scimBaseOf(base), token: secret };
}

function assertReachable(url: string, network: Network): void {
  const { host } = new URL(url);
  if (network.routeOf(new URL(url)) !== undefined) return;
  throw new FlowInputError(`The run is not allowed to contact the SCIM service at ${host}. Allow it with --allow-host ${host}.`);
}

/** Sends through the run's network, so its allowed hosts, time limit and report apply. Redirects are not followed. */
function fetchThrough(network: Network, sender: Sender): ScimFetch {
  return async (url, { method, headers, body }) => {
    const route = network.routeOf(new URL(url));
    const request = { method, url, headers: new Map(Object.entries(headers)), body };
    const answer = await network.send(sender, request, route && { ...route, isFixed: true });
    const isEmpty = answer.status === 204 || answer.status === 304;
    return new Response(isEmpty ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
}
