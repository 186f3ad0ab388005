import type { WireResponse } from '../../../emulator/wire/message.js';
import { plainText } from '../../../emulator/wire/message.js';

/** The response when the database can't keep a request. Its text contains no address: clients see it. */
export function unavailable(): WireResponse {
  return plainText(
    503,
    'The emulator could not keep this request in its database, so it made no change that it has confirmed. Try again soon. The log of the emulator says why.',
    { 'retry-after': '1' },
  );
}
