import type { SentMail } from '../../emulator/outbox/outbox.js';
import { ask } from './api.js';
import { useAction, useResource } from './hooks.js';
import { Page, Problem, Said } from './parts.js';

const DELIVERY: Readonly<Record<SentMail['delivery'], string>> = {
  kept: 'not delivered (no SMTP)',
  waiting: 'waiting',
  sent: 'delivered',
  failed: 'not delivered',
  dropped: 'not delivered (too many emails were waiting)',
};

/** The sent emails, newest first, as an email client shows them. */
export function OutboxPage({ id }: { id: string | undefined }) {
  const { data, problem, reload } = useResource<{ mails: SentMail[] }>('outbox', 'exchange');
  const { run, notice } = useAction();
  const mails = [...(data?.mails ?? [])].reverse();
  const open = mails.find((mail) => String(mail.id) === id);
  const clear = (): void =>
    run(async () => {
      await ask('outbox', { method: 'DELETE' });
      reload();
      return 'Cleared.';
    });
  return (
    <Page title="Outbox" wide>
      <Problem text={problem} />
      <div class={open === undefined ? 'split' : 'split opened'}>
        <section class="side" aria-label="Emails">
          <div class="bar">
            <span role="status">{mails.length === 1 ? '1 email' : `${mails.length} emails`}</span>
            <button type="button" onClick={clear}>
              Clear
            </button>
          </div>
          {mails.length === 0 && <p class="none">No emails yet. Invitations and onFinish actions appear here.</p>}
          <ul class="mails">
            {mails.map((mail) => (
              <li key={mail.id}>
                <a href={`#/outbox/${mail.id}`} aria-current={mail === open ? 'true' : undefined}>
                  <strong>{mail.subject}</strong>
                  <span class="quiet">
                    to {mail.to.join(', ')} · {mail.at.slice(11, 19)} · {DELIVERY[mail.delivery]}
                  </span>
                </a>
              </li>
            ))}
          </ul>
          <Said {...notice} />
        </section>
        <section class="detail" aria-label="Selected email">
          {open === undefined ? <p class="none">Select an email.</p> : <Mail mail={open} />}
        </section>
      </div>
    </Page>
  );
}

function Mail({ mail }: { mail: SentMail }) {
  const { subject, from, to, at, delivery, problem, text } = mail;
  return (
    <article>
      <p class="back">
        <a href="#/outbox">Back to the list</a>
      </p>
      <h2>{subject}</h2>
      <dl class="facts">
        <dt>From</dt>
        <dd>{from}</dd>
        <dt>To</dt>
        <dd>{to.join(', ')}</dd>
        <dt>Date</dt>
        <dd>{at}</dd>
        <dt>Delivery</dt>
        <dd>
          {DELIVERY[delivery]}
          {problem !== undefined && `: ${problem}`}
        </dd>
      </dl>
      <div class="letter">{text}</div>
    </article>
  );
}
