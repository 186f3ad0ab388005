import type { Provider, Session } from '../contract/provider.js';
import { shownURL } from '../util/redact/shown-url.js';
import { readHttpURL } from './http-url.js';
import { pacedFetch } from './paced-fetch.js';
import { UsageError } from './usage-error.js';

/**
 * A live service, or any other endpoint, asked no faster than its limits allow. The pair and the ids come from the
 * environment, never from a flag.
 */
export function urlProvider(
  endpoint: string,
  allowsWrites: boolean,
  environment: Readonly<Record<string, string | undefined>>,
  fetchFrom: typeof fetch = pacedFetch(fetch),
): Provider {
  readHttpURL('--target', endpoint);
  const partnerUserID = environment.EXPENSIFY_PARTNER_USER_ID;
  const partnerUserSecret = environment.EXPENSIFY_PARTNER_USER_SECRET;
  if (!partnerUserID || !partnerUserSecret)
    throw new UsageError('Set EXPENSIFY_PARTNER_USER_ID and EXPENSIFY_PARTNER_USER_SECRET to run against a URL.');
  const pair = { partnerUserID, partnerUserSecret };
  const policyID = environment.EXPENSIFY_POLICY_ID;
  const session: Session = {
    fetch: fetchFrom,
    endpoint,
    pairs: { default: pair, manager: pair },
    variables: { ...pair, ...(policyID !== undefined && { policyID, mainPolicyID: policyID }) },
    close: async () => {},
  };
  return {
    name: shownURL(endpoint),
    isLive: true,
    allowsWrites,
    open: async (given) =>
      Object.keys(given).length > 0 ? { cannot: `a live service cannot be put into the state ${Object.keys(given).join(', ')}` } : session,
  };
}
