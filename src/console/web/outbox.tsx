import { useState } from 'preact/hooks';
import type { SentMail } from '../../emulator/outbox/outbox.js';
import { countOf } from '../../util/count-of.js';
import { ask } from './api.js';
import { useAction, useResource } from './hooks.js';
import { Mail } from './mail.js';
import { NoneSelected } from './none-selected.js';
import { useRead } from './read-mails.js';
import { openPath, useRoute } from './route.js';
import { Search } from './search.js';
import { Badge } from './ui/badge.js';
import { Button } from './ui/button.js';
import { Chip } from './ui/chip.js';
import { confirmed } from './ui/confirm.js';
import { Empty } from './ui/empty.js';
import { Page } from './ui/page.js';
import { Problem } from './ui/problem.js';
import { Said } from './ui/said.js';
import { VirtualList } from './virtual-list.js';

/** The sent emails, newest first, as an email client shows them. */
export function OutboxPage({ id }: { id: string | undefined }) {
  const { data, problem, reload } = useResource<{ mails: SentMail[] }>('outbox', 'exchange');
  const { run, notice } = useAction();
  const { params } = useRoute();
  const { isUnread, markRead } = useRead();
  const [isUnreadOnly, setIsUnreadOnly] = useState(false);
  const text = (params.get('q') ?? '').toLowerCase();
  const all = [...(data?.mails ?? [])].reverse();
  const open = all.find((mail) => String(mail.id) === id);
  if (open !== undefined && isUnread(open)) markRead(open);
  const mails = all.filter(
    (mail) =>
      (!isUnreadOnly || mail === open || isUnread(mail)) && `${mail.subject} ${mail.to.join()} ${mail.text}`.toLowerCase().includes(text),
  );
  const clear = (): void =>
    run(async () => {
      const question = { title: 'Clear all emails?', text: `${countOf(all.length, 'email')} will be gone.`, action: 'Clear emails' };
      if (!(await confirmed(question))) return undefined;
      await ask('outbox', { method: 'DELETE' });
      reload();
      openPath(['outbox']);
      return 'Cleared.';
    });
  return (
    <Page
      title="Outbox"
      size="full"
      actions={
        <>
          <span role="status" class="quiet">
            {countOf(mails.length, 'email')}
          </span>
          <Button class="small" onClick={clear} disabled={all.length === 0}>
            Clear
          </Button>
        </>
      }
    >
      <div class={open === undefined ? 'split' : 'split opened'}>
        <section class="side" aria-label="Emails">
          <Problem text={problem} />
          <Search value={params.get('q') ?? ''} />
          <div class="chips">
            <Chip isOn={isUnreadOnly} onToggle={() => setIsUnreadOnly(!isUnreadOnly)}>
              Unread {all.filter(isUnread).length}
            </Chip>
          </div>
          <Said {...notice} />
          {mails.length === 0 ? (
            <NoMails isEmpty={all.length === 0} />
          ) : (
            <VirtualList
              label="Emails, newest first"
              items={mails}
              idOf={(mail) => mail.id}
              selected={open?.id}
              onSelect={(chosen) => openPath(['outbox', String(chosen)])}
              row={(mail) => <ListedMail mail={mail} isUnread={isUnread(mail)} />}
            />
          )}
        </section>
        <section class="detail" aria-label="Selected email">
          {open === undefined ? <NoneSelected icon="outbox" noun="email" /> : <Mail key={open.id} mail={open} />}
        </section>
      </div>
    </Page>
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

function ListedMail({ mail, isUnread }: { mail: SentMail; isUnread: boolean }) {
  const { subject, to, at } = mail;
  return (
    <>
      <span class="line">
        {isUnread && <Badge as="info">new</Badge>}
        <strong class="cut">{subject}</strong>
        <span class="end quiet number">{at.slice(11, 19)}</span>
      </span>
      <span class="line quiet">
        <span class="cut">to {to.join(', ')}</span>
      </span>
    </>
  );
}
