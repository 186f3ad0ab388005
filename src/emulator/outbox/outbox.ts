import type { Clock } from '../../runtime/clock.js';
import { messageOf } from '../../util/error-message.js';
import type { Cause } from '../world/cause.js';

/** An email before it is sent. */
export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** `upload` is not an email but files that were sent to an SFTP server, as `sftp://login@host:port`. */
  readonly kind: 'summary' | 'invitation' | 'export' | 'upload';
  readonly company: string;
}

export interface SentMail extends Mail {
  readonly id: number;
  /** ISO 8601, by the emulator's clock. */
  readonly at: string;
  readonly from: string;
  /** `kept` without an SMTP server; otherwise the result of sending. */
  readonly delivery: 'kept' | 'waiting' | 'sent' | 'failed' | 'dropped';
  /** Why sending failed, or a remark about it. */
  readonly problem?: string;
  /** The request that caused the email. */
  readonly cause?: Cause;
}

/** Sends one email, or rejects. It may resolve with a remark about the delivery. */
export type SendMail = (mail: SentMail) => Promise<unknown>;

/** Where an outbox's emails go if several processes share it. */
export interface OutboxSharing {
  /** `enter` puts the email into this outbox, with its number, and sends it. */
  put(mail: SentMail, enter: (numbered: SentMail) => void): void;
  /** What became of an email that this process was sending. */
  delivered(before: SentMail, after: SentMail): void;
  cleared(what: 'entries' | 'all'): void;
}

const FROM = 'Expensify <concierge@expensify.example>';
export const MAX_MAILS = 1000;
/** The number of emails that wait for the SMTP server. The limit keeps them from piling up if the server is down. */
const MAX_WAITING = 100;

/** Every email that the service would have sent, newest last. A new one replaces the oldest when the outbox is full. */
export class Outbox {
  readonly #clock: Clock;
  readonly #send: SendMail | undefined;
  #mails: SentMail[] = [];
  #lastID = 0;
  #sharing: OutboxSharing | undefined;
  readonly #waiting = new Set<Promise<void>>();

  constructor(clock: Clock, send?: SendMail) {
    this.#clock = clock;
    this.#send = send;
  }

  /**
   * Stores an email and starts sending it without waiting, so a dead SMTP server never delays a job. An upload passes its own
   * function for sending.
   */
  put(mail: Mail, { send = this.#send, cause }: { readonly send?: SendMail | undefined; readonly cause?: Cause | undefined } = {}): void {
    const isFull = this.#waiting.size >= MAX_WAITING;
    const delivery = send === undefined ? 'kept' : isFull ? 'dropped' : 'waiting';
    const at = new Date(this.#clock.now()).toISOString();
    const written = { ...mail, at, from: FROM, delivery, ...(cause !== undefined && { cause }) } as const;
    if (this.#sharing !== undefined)
      this.#sharing.put({ ...written, id: 0 }, (numbered) => this.#enter(numbered, isFull ? undefined : send));
    else this.#enter({ ...written, id: ++this.#lastID }, isFull ? undefined : send);
  }

  #enter(sent: SentMail, send: SendMail | undefined): void {
    this.#mails.push(sent);
    this.#lastID = Math.max(this.#lastID, sent.id);
    // Removed in batches: a feed may invite 100,000 people, and each removal moves all later entries.
    if (this.#mails.length >= 2 * MAX_MAILS) this.#mails = this.#mails.slice(-MAX_MAILS);
    if (send === undefined) return;
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
    this.#sharing?.cleared('entries');
  }

  reset(): void {
    this.#mails = [];
    this.#lastID = 0;
    this.#sharing?.cleared('all');
  }

  /** From now on, emails go to an outbox that several processes share. They are sent when they have a number there. */
  share(sharing: OutboxSharing): void {
    this.#sharing = sharing;
  }

  /** Adds emails of other processes that are not here yet, and what they know about the delivery of those that are. */
  enter(mails: readonly SentMail[]): void {
    const byID = new Map(this.#mails.map((mail) => [mail.id, mail]));
    for (const mail of mails) if (!byID.has(mail.id) || mail.delivery !== 'waiting') byID.set(mail.id, mail);
    this.#mails = [...byID.values()].sort((left, right) => left.id - right.id).slice(-MAX_MAILS);
    this.#lastID = Math.max(this.#lastID, this.#mails.at(-1)?.id ?? 0);
  }

  /** Shows exactly these emails. What is known about the delivery of an email stays. */
  replace(mails: readonly SentMail[]): void {
    const known = new Map(this.#mails.map((mail) => [mail.id, mail]));
    this.#mails = mails.map((mail) => {
      const before = known.get(mail.id);
      return before?.at === mail.at && before.subject === mail.subject ? before : mail;
    });
    this.#lastID = this.#mails.at(-1)?.id ?? 0;
  }

  /** Resolves when no email is being sent. */
  async settled(): Promise<void> {
    await Promise.all(this.#waiting);
  }

  /** Compares by identity, because ids start again after a reset. */
  #note(sent: SentMail, delivery: SentMail['delivery'], problem?: string): void {
    const noted = { ...sent, delivery, ...(problem !== undefined && { problem }) };
    this.#mails = this.#mails.map((mail) => (mail === sent ? noted : mail));
    this.#sharing?.delivered(sent, noted);
  }
}
