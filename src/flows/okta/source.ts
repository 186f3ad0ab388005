import type { Sender } from '../network/network.js';

/** A request to the Okta API, relative to the org. */
export interface OktaRequest {
  readonly method: string;
  /** `/api/v1/users/00u1?…` */
  readonly path: string;
  /** JSON; undefined if there is none. */
  readonly body?: unknown;
}

export interface OktaAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The data source of the Okta cards: the users of a run, or an org. Both behave like the Okta API, so the cards work the same. */
export interface OktaSource {
  /** The origin of links in responses, e.g. `https://acme.okta.com`. */
  readonly origin: string;
  /** Maximum number of records in one page of a list. */
  readonly mostOfAPage: number;
  /**
   * Undefined for a request that the source does not support. Throws RunStopped for a change that is not allowed, CardError
   * for an org that can't be reached.
   */
  answer(request: OktaRequest, sender: Sender): Promise<OktaAnswer | undefined>;
  /** A hint for an error response; empty if there is nothing to add. */
  hint(answer: OktaAnswer): string;
}
