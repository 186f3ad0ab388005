import type { Pairs } from './build-request.js';
import type { Given } from './schema.js';

/** A place to run one interaction in, arranged as its `given` says. */
export interface Session {
  readonly fetch: typeof fetch;
  readonly endpoint: string;
  readonly pairs: Pairs;
  /** What `{{name}}` stands for. */
  readonly variables: Readonly<Record<string, string>>;
  /** Moves the target's clock, where it has one. */
  readonly advance?: (duration: string) => void | Promise<void>;
  close(): Promise<void>;
}

/** What the suite runs against. The verifier knows nothing else of a target. */
export interface Provider {
  readonly name: string;
  /** A live service runs read-only interactions, and others as dry runs when allowed. */
  readonly isLive: boolean;
  readonly allowsWrites: boolean;
  /** Arranges the states, or says which it cannot. */
  open(given: Given): Promise<Session | { readonly cannot: string }>;
}
