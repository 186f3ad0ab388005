import type { Sender } from '../network/network.js';

/** A request to the Okta API, relative to the org. */
export interface OktaRequest {
  readonly method: string;
  /** `/api/v1/users/00u1?…` */
  readonly path: string;
  /** JSON; undefined for none. */
  readonly body?: unknown;
}

export interface OktaAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The source of the Okta cards' data: the users of a run, or an org. Both have the shape of the Okta API, so the cards work the same. */
export interface OktaSource {
  /** Where the links of an answer lead, e.g. `https://acme.okta.com`. */
  readonly origin: string;
  /** Records of a list that it gives at once, at most. */
  readonly mostOfAPage: number;
  /**
   * Undefined for a request that the source cannot answer. Throws RunStopped for a change that is not allowed, CardError
   * for an org that cannot be reached.
   */
  answer(request: OktaRequest, sender: Sender): Promise<OktaAnswer | undefined>;
  /** A hint for an error response; empty if there is nothing to add. */
  hint(answer: OktaAnswer): string;
}
