import type { Advise } from '../advisories/advise.js';

/** Where an employee feed is fetched from. */
export type FeedSource =
  | { readonly kind: 'download'; readonly url: string; readonly user?: string; readonly password?: string }
  | (SftpServer & { readonly kind: 'sftp'; readonly filename: string });

/** An SFTP server, and who logs in there. */
export interface SftpServer {
  readonly host: string;
  readonly port: number;
  readonly login: string;
  readonly password: string;
}

/** Fetches a feed as text. `advise` is told what may not do elsewhere. Rejects with FeedError. */
export type FetchFeed = (source: FeedSource, advise: Advise) => Promise<string>;

/** A feed that could not be had; the message is part of the answer, so it never holds a password. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
  /** The host to name with --allow-host, when the emulator's own refusal was the reason. */
  readonly refusedHost: string | undefined;

  constructor(message: string, refusedHost?: string) {
    super(message);
    this.refusedHost = refusedHost;
  }
}

/** Bounds of one transfer. */
export const FEED_LIMITS = { bytes: 32 * 1024 * 1024, timeoutMs: 30_000, redirects: 5 } as const;
export type FeedLimits = { readonly [Key in keyof typeof FEED_LIMITS]: number };
