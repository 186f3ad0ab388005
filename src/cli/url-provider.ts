import type { Provider, Session } from '../contract/provider.js';
import type { Credentials } from '../protocol/credentials.js';
import { shownURL } from '../util/redact/shown-url.js';
import { pacedFetch } from './paced-fetch.js';

interface UrlProviderOptions {
  readonly allowsWrites: boolean;
  readonly credentials: Credentials;
  /** The policy for interactions that need one. */
  readonly policyID?: string | undefined;
}

/** A live service, or any other endpoint, with requests no faster than its limits allow. */
export function urlProvider(
  endpoint: string,
  { allowsWrites, credentials, policyID }: UrlProviderOptions,
  fetchFrom: typeof fetch = pacedFetch(fetch),
): Provider {
  const session: Session = {
    fetch: fetchFrom,
    endpoint,
    pairs: { default: credentials, manager: credentials },
    variables: { ...credentials, ...(policyID !== undefined && { policyID, mainPolicyID: policyID }) },
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
