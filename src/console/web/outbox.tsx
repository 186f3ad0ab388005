import { useState } from 'preact/hooks';
import type { SentMail } from '../../emulator/outbox/outbox.js';
import { countOf } from '../../util/count-of.js';
import { ListActions, useClear } from './clear-list.js';
import { dayOf, timeInList } from './date-time.js';
import { useResource } from './hooks.js';
import { Mail } from './mail.js';
import { NoneSelected } from './none-selected.js';
import { useRead } from './read-mails.js';
import { openPath, useRoute } from './route.js';
import { Search } from './search.js';
import { Badge } from './ui/badge.js';
import { Chip } from './ui/chip.js';
import { Empty } from './ui/empty.js';
import { Page } from './ui/page.js';
import { Problem } from './ui/problem.js';
import { Said } from './ui/said.js';
import { VirtualList } from './virtual-list.js';

/** The sent emails, newest first, as an email client shows them. */
export function OutboxPage({ id }: { id: string | undefined }) {
  const { data, problem, reload } = useResource<{ mails: SentMail[] }>('outbox', 'exchange');
  const { params } = useRoute();
  const { isUnread, markRead } = useRead();
  const [isUnreadOnly, setIsUnreadOnly] = useState(false);
  const text = params.get('q') ?? '';
  const all = [...(data?.mails ?? [])].reverse();
  const open = all.find((mail) => String(mail.id) === id);
  if (open !== undefined && isUnread(open)) markRead(open);
  const mails = all.filter((mail) => (!isUnreadOnly || mail === open || isUnread(mail)) && contains(mail, text.toLowerCase()));
  const lost = `${countOf(all.length, 'email')} will be gone.`;
  const { clear, notice } = useClear({ resource: 'outbox', page: 'outbox', noun: 'emails', text: lost, reload });
  return (
    <Page
      title="Outbox"
      size="full"
      actions={<ListActions shown={countOf(mails.length, 'email')} isEmpty={all.length === 0} onClear={clear} />}
    >
      <div class={open === undefined ? 'split' : 'split opened'}>
        <section class="side" aria-label="Emails">
          <Problem text={problem} />
          <Search value={text} />
          <div class="chips">
            <Chip isOn={isUnreadOnly} onToggle={() => setIsUnreadOnly(!isUnreadOnly)}>
              Unread {all.filter(isUnread).length}
            </Chip>
          </div>
          <Said {...notice} />
          {mails.length === 0 ? <NoMails isEmpty={all.length === 0} /> : <Mails mails={mails} selected={open?.id} isUnread={isUnread} />}
        </section>
        <section class="detail" aria-label="Selected email">
          {open === undefined ? <NoneSelected icon="outbox" noun="email" /> : <Mail key={open.id} mail={open} />}
        </section>
      </div>
    </Page>
  );
}

function contains({ subject, to, text }: SentMail, part: string): boolean {
  return `${subject} ${to.join()} ${text}`.toLowerCase().includes(part);
}

interface Listed {
  readonly mails: readonly SentMail[];
  readonly selected: number | undefined;
  readonly isUnread: (mail: SentMail) => boolean;
}

function Mails({ mails, selected, isUnread }: Listed) {
  return (
    <VirtualList
      label="Emails, newest first"
      items={mails}
      idOf={(mail) => mail.id}
      selected={selected}
      onSelect={(chosen) => openPath(['outbox', String(chosen)])}
      head={({ at }) => dayOf(at)}
      row={(mail, above) => <ListedMail mail={mail} isUnread={isUnread(mail)} above={above?.at} />}
    />
  );
}

function NoMails({ isEmpty }: { isEmpty: boolean }) {
  return isEmpty ? (
    <Empty icon="outbox" title="No emails yet.">
      <p>Invitations and onFinish actions appear here.</p>
    </Empty>
  ) : (
    <Empty icon="search" title="No emails match." />
  );
}

function ListedMail({ mail, isUnread, above }: { mail: SentMail; isUnread: boolean; above: string | undefined }) {
  const { subject, to, at } = mail;
  return (
    <>
      <span class="line">
        {isUnread && <Badge as="info">new</Badge>}
        <strong class="cut">{subject}</strong>
        <span class="end quiet number">{timeInList(at, above)}</span>
      </span>
      <span class="line quiet">
        <span class="cut">to {to.join(', ')}</span>
      </span>
    </>
  );
}
