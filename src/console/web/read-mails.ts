import { useMemo, useState } from 'preact/hooks';
import type { SentMail } from '../../emulator/outbox/outbox.js';

const KEY = 'expensify-emulator-read';
/** As many as the outbox shows. */
const MAX_KEPT = 1000;

/** Ids begin at 1 again after a reset, so the time belongs to the mark. */
const markOf = ({ id, at }: SentMail): string => `${id} ${at}`;

function readMarks(): string[] {
  try {
    return (sessionStorage.getItem(KEY) ?? '').split('\n');
  } catch {
    // A browser may forbid it; emails are then unread after each reload.
    return [];
  }
}

/** Which emails were opened, as long as the browser's tab is open. */
export function useRead() {
  const [marks, setMarks] = useState(readMarks);
  const read = useMemo(() => new Set(marks), [marks]);
  const markRead = (mail: SentMail): void => {
    const next = [...marks, markOf(mail)].slice(-MAX_KEPT);
    setMarks(next);
    try {
      sessionStorage.setItem(KEY, next.join('\n'));
    } catch {
      // See above.
    }
  };
  return { isUnread: (mail: SentMail): boolean => !read.has(markOf(mail)), markRead };
}
