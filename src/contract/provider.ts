import type { Pairs } from './build-request.js';
import type { Given } from './schema.js';

/** A session for one interaction, set up according to its `given`. */
export interface Session {
  readonly fetch: typeof fetch;
  readonly endpoint: string;
  readonly pairs: Pairs;
  /** The values of `{{name}}`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Moves the target's clock, if it has one. */
  readonly advance?: (duration: string) => void | Promise<void>;
  close(): Promise<void>;
}

/** The target that the suite runs against. The verifier only uses this interface. */
export interface Provider {
  readonly name: string;
  /** A live service gets read-only interactions, and others as dry runs if allowed. */
  readonly isLive: boolean;
  readonly allowsWrites: boolean;
  /** Sets up the states, or returns the one that it cannot set up. */
  open(given: Given): Promise<Session | { readonly cannot: string }>;
}
