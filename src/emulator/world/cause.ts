/**
 * What a change or an email came from. There is one object for each request, shared by everything that came of it, because the
 * request gets its number only when the journal records it.
 */
export interface Cause {
  /** The number of the request in the journal. */
  request?: number;
}
