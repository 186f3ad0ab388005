import type { Response } from 'express';
import { doSlice, inSlices, type Work } from '../runtime/slices.js';
import { nextTurn } from '../runtime/timer.js';

/** Writes a JSON text with pauses. It begins at the first step, and shows that moment. */
type WriteText = (emit: (text: string) => void) => Work<void>;

/** Sends JSON slice by slice: the state of 100,000 people is 40 MB, which would delay every other request for a second. */
export async function sendText(response: Response, write: WriteText): Promise<void> {
  let parts: string[] = [];
  const taken = (): string => {
    const text = parts.join('');
    parts = [];
    return text;
  };
  const work = write((text) => parts.push(text));
  response.type('json');
  if (doSlice(work).done) {
    response.send(taken());
    return;
  }
  await inSlices(untilClosed(response, work), async () => {
    // A client that reads slowly must not make the whole text wait in memory.
    if (!response.write(taken())) await drained(response);
    await nextTurn();
  });
  response.end(taken());
}

function* untilClosed(response: Response, work: Work<void>): Work<void> {
  for (let step = work.next(); !step.done; step = work.next()) {
    if (response.destroyed) return;
    yield step.value;
  }
}

function drained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
    if (response.destroyed) done();
  });
}
