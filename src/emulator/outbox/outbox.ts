import type { Clock } from '../../runtime/clock.js';
import { messageOf } from '../../util/error-message.js';

/** A mail before it is sent. */
export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** `upload` is no mail: files that were sent to an SFTP server, as `sftp://login@host:port`. */
  readonly kind: 'summary' | 'invitation' | 'export' | 'upload';
  readonly company: string;
}

export interface SentMail extends Mail {
  readonly id: number;
  /** ISO 8601, by the emulator's clock. */
  readonly at: string;
  readonly from: string;
  /** `kept` without a mail server; otherwise how sending went. */
  readonly delivery: 'kept' | 'waiting' | 'sent' | 'failed' | 'dropped';
  /** Why sending failed, or what to mind of it. */
  readonly problem?: string;
}

/** Sends one mail, or rejects; a text that it resolves with is a remark on how it went. */
export type SendMail = (mail: SentMail) => Promise<unknown>;

const FROM = 'Expensify <concierge@expensify.example>';
const MAX_MAILS = 1000;
/** Mails that wait for the server at once; a dead one must not pile them up. */
const MAX_WAITING = 100;

/** Every mail the service would have sent, newest last; the oldest makes room. */
export class Outbox {
  readonly #clock: Clock;
  readonly #send: SendMail | undefined;
  #mails: SentMail[] = [];
  #lastID = 0;
  readonly #waiting = new Set<Promise<void>>();

  constructor(clock: Clock, send?: SendMail) {
    this.#clock = clock;
    this.#send = send;
  }

  /**
   * Keeps a mail, and hands it to the mail server without waiting for it: a dead one never delays a job. What does not go
   * by mail brings its own way to be sent.
   */
  put(mail: Mail, send = this.#send): void {
    const isFull = this.#waiting.size >= MAX_WAITING;
    const delivery = send === undefined ? 'kept' : isFull ? 'dropped' : 'waiting';
    const sent: SentMail = { ...mail, id: ++this.#lastID, at: new Date(this.#clock.now()).toISOString(), from: FROM, delivery };
    this.#mails.push(sent);
    // Not one by one: a feed invites 100,000 people, and each time all the others would move up.
    if (this.#mails.length >= 2 * MAX_MAILS) this.#mails = this.#mails.slice(-MAX_MAILS);
    if (send === undefined || isFull) return;
    const delivering = send(sent).then(
      (remark) => this.#note(sent, 'sent', typeof remark === 'string' ? remark : undefined),
      (error: unknown) => this.#note(sent, 'failed', messageOf(error)),
    );
    this.#waiting.add(delivering);
    void delivering.finally(() => this.#waiting.delete(delivering));
  }

  list(): readonly SentMail[] {
    return this.#mails.length > MAX_MAILS ? this.#mails.slice(-MAX_MAILS) : this.#mails;
  }

  clear(): void {
    this.#mails = [];
  }

  reset(): void {
    this.clear();
    this.#lastID = 0;
  }

  /** Resolves when no mail is on its way. */
  async settled(): Promise<void> {
    await Promise.all(this.#waiting);
  }

  /** By identity, as ids start again at a reset. */
  #note(sent: SentMail, delivery: SentMail['delivery'], problem?: string): void {
    this.#mails = this.#mails.map((mail) => (mail === sent ? { ...mail, delivery, ...(problem !== undefined && { problem }) } : mail));
  }
}
