import { MAX_MAILS, type SentMail } from '../../../emulator/outbox/outbox.js';
import type { SharedParts } from '../../../emulator/storage/sharing.js';
import type { Context } from './context.js';
import { inSession } from './database.js';
import { mailText } from './mail-text.js';
import { readExchangeRows, readMailRows } from './read-rows.js';
import { changeMail, notifyOthers, readJournal, readOutbox } from './statements.js';
import type { Turn } from './turn.js';

/** Makes journal and outbox those of all processes. `turn` gives the turn of what happens now. */
export function shareRecords(context: Context, { journal, outbox }: SharedParts, turn: () => Turn): void {
  const { memory } = context.replica;
  journal.share({
    recorded: (exchange, numbered) => void turn().exchanges.push({ exchange, numbered }),
    cleared: (what) => {
      if (!memory.isLoading) turn().clearJournal(what);
    },
  });
  const deliveries = new Deliveries(context);
  outbox.share({
    put: (mail, enter) => {
      const { mails } = turn();
      mails.push({ mail, enter });
      if (mails.length >= 2 * MAX_MAILS) mails.splice(0, mails.length - MAX_MAILS);
    },
    delivered: (before, after) => deliveries.note(before, after),
    cleared: (what) => {
      if (!memory.isLoading) turn().clearOutbox(what);
    },
  });
}

/** The journal and the outbox as they are at the start. */
export function loadRecords({ db }: Context, { journal, outbox }: SharedParts): Promise<void> {
  return inSession(db.session, async (session) => {
    const [exchanges, mails] = await session.run(`${readJournal(journal.capacity)}; ${readOutbox(MAX_MAILS)}`);
    journal.enter(readExchangeRows(exchanges));
    outbox.enter(readMailRows(mails));
  });
}

/** Tells the other processes what became of emails that this one has sent. */
class Deliveries {
  readonly #context: Context;
  #waiting: { readonly before: SentMail; readonly after: SentMail }[] = [];
  #isWriting = false;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Deliveries that end at about the same time are written together. */
  note(before: SentMail, after: SentMail): void {
    // The outbox sends a bounded number of emails at once.
    this.#waiting.push({ before, after });
    if (this.#isWriting) return;
    this.#isWriting = true;
    void this.#write()
      .catch((error) => this.#context.report('The delivery of an email is known to this process only', error))
      .finally(() => {
        this.#isWriting = false;
      });
  }

  async #write(): Promise<void> {
    const { db, transactions } = this.#context;
    while (this.#waiting.length > 0) {
      const done = this.#waiting;
      this.#waiting = [];
      await inSession(db.session, ({ literal, run }) => {
        const changes = done.map(({ before, after }) => changeMail(before.id, mailText(before), mailText(after), literal));
        const notice = { from: transactions.number, scopes: [], exchanges: 0, hasMails: true, isReplaced: false };
        return run([...changes, notifyOthers(notice, literal)].join(';\n'));
      });
    }
  }
}
