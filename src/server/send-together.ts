import { nextTurn } from '../runtime/timer.js';

/** Collects what is to be sent, and sends it all at the end of this turn of the event loop. */
export type SendTogether = (send: () => void) => void;

/**
 * Each response that is sent alone wakes its client, which costs more than making the response. Requests that arrive together are
 * read in one turn of the event loop, so their responses are sent together, and clients are woken once. No response waits for one
 * that is made in a later turn.
 */
export function createSendTogether(): SendTogether {
  let waiting: (() => void)[] = [];
  const sendAll = (): void => {
    const now = waiting;
    waiting = [];
    for (const send of now) send();
  };
  return (send) => {
    if (waiting.push(send) === 1) void nextTurn().then(sendAll);
  };
}
