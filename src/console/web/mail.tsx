import { useState } from 'preact/hooks';
import type { SentMail } from '../../emulator/outbox/outbox.js';
import { MailFrame } from './mail-frame.js';
import { CodeBlock } from './ui/code-block.js';
import { Facts } from './ui/facts.js';
import { Tabs } from './ui/tabs.js';

const DELIVERY: Readonly<Record<SentMail['delivery'], string>> = {
  kept: 'not delivered (no SMTP)',
  waiting: 'waiting',
  sent: 'delivered',
  failed: 'not delivered',
  dropped: 'not delivered (too many emails were waiting)',
};

const TABS = [
  { id: 'text', title: 'Text' },
  { id: 'html', title: 'HTML' },
  { id: 'source', title: 'Source' },
] as const;

/** One email, as its reader sees it and as it was sent. */
export function Mail({ mail }: { mail: SentMail }) {
  const { subject, from, to, at, delivery, problem, text, kind, company, cause } = mail;
  const [tab, setTab] = useState<'text' | 'html' | 'source'>('text');
  return (
    <article>
      <p class="back">
        <a href="#/outbox">Back to the list</a>
      </p>
      <h2 tabIndex={-1}>{subject}</h2>
      <Facts
        facts={[
          ['From', from],
          ['To', to.join(', ')],
          ['Date', at],
          ['Kind', kind],
          ['Company', company],
          ['Caused by', cause?.request && <a href={`/#/requests/${cause.request}`}>request {cause.request}</a>],
          ['Delivery', `${DELIVERY[delivery]}${problem === undefined ? '' : `: ${problem}`}`],
        ]}
      />
      <Tabs label="Views of the email" tabs={TABS} current={tab} onChange={setTab}>
        {tab === 'text' && <div class="letter">{text}</div>}
        {tab === 'html' && <MailFrame mail={mail} />}
        {tab === 'source' && <CodeBlock label="Source" text={sourceOf(mail)} />}
      </Tabs>
    </article>
  );
}

function sourceOf({ from, to, at, subject, text }: SentMail): string {
  const headers = [
    `From: ${from}`,
    `To: ${to.join(', ')}`,
    `Date: ${at}`,
    `Subject: ${subject}`,
    'Content-Type: text/plain; charset=utf-8',
  ];
  return `${headers.join('\n')}\n\n${text}`;
}
