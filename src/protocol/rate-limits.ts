/** At most `limit` requests in the last `windowMs`. */
export interface Window {
  readonly limit: number;
  readonly windowMs: number;
}

/** The published limits for one partnerUserID: 5 requests per 10 s and 20 per 60 s. */
export const PUBLISHED_WINDOWS: readonly Window[] = [
  { limit: 5, windowMs: 10_000 },
  { limit: 20, windowMs: 60_000 },
];
