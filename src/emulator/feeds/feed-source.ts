import type { Advise } from '../advisories/advise.js';

/** The location of an employee feed. */
export type FeedSource =
  | { readonly kind: 'download'; readonly url: string; readonly user?: string; readonly password?: string }
  | (SftpServer & { readonly kind: 'sftp'; readonly filename: string });

/** An SFTP server and its login. */
export interface SftpServer {
  readonly host: string;
  readonly port: number;
  readonly login: string;
  readonly password: string;
}

/** Downloads a feed as text. `advise` receives what may fail in production. Rejects with FeedError. */
export type FetchFeed = (source: FeedSource, advise: Advise) => Promise<string>;

/** A feed that could not be downloaded. The message becomes part of the response, so it never contains a password. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
  /** The host to pass to --allow-host, if the emulator itself refused to contact it. */
  readonly refusedHost: string | undefined;

  constructor(message: string, refusedHost?: string) {
    super(message);
    this.refusedHost = refusedHost;
  }
}

/** Limits of one transfer. */
export const FEED_LIMITS = { bytes: 32 * 1024 * 1024, timeoutMs: 30_000, redirects: 5 } as const;
export type FeedLimits = { readonly [Key in keyof typeof FEED_LIMITS]: number };
