import type { Response } from 'express';
import { STEPS_OF_AN_ENTRY } from '../emulator/journal/journal.js';
import { inSlices, type Work } from '../runtime/slices.js';

/** An item of up to a megabyte. */
export const STEPS_OF_A_LONG_ITEM = 250;

/** Sends `{"NAME": […]}` item by item: serializing a thousand long entries at once would delay every other request. */
export async function sendList<T>(
  response: Response,
  name: string,
  items: readonly T[],
  show: (item: T) => object,
  steps = STEPS_OF_AN_ENTRY,
): Promise<void> {
  response.type('json');
  response.write(`{${JSON.stringify(name)}:[`);
  await inSlices(writeItems(response, items, show, steps));
  response.end(']}');
}

function* writeItems<T>(response: Response, items: readonly T[], show: (item: T) => object, steps: number): Work<void> {
  for (const [index, item] of items.entries()) {
    yield steps;
    // The client has disconnected.
    if (response.destroyed) return;
    response.write(`${index === 0 ? '' : ','}${JSON.stringify(show(item))}`);
  }
}
