import type { Soon } from '../../runtime/soon.js';
import { whenReady } from '../../runtime/soon.js';
import { advisoryHeader, advisoryTextHeader } from '../advisories/advise.js';
import { toAdvisory } from '../advisories/table.js';
import type { WireRequest, WireResponse } from '../wire/message.js';
import type { Storage } from './storage.js';

type Answer = (request: WireRequest) => Soon<WireResponse>;

/**
 * Holds a response back until the changes of its request are kept. Usually they are already, and a request that changed nothing never waits.
 * If they could not be kept, the response says so: the exchange is closed by then, so the advisory is added to the headers alone.
 */
export function answerWhenKept(
  answer: Answer,
  storage: Storage,
  { advisoryHeader: isAdvised }: { readonly advisoryHeader: boolean },
): Answer {
  return (request) => {
    const { position } = storage;
    return whenReady(answer(request), (response) => {
      if (storage.position === position) return response;
      const kept = storage.settled();
      if (kept === undefined) return response;
      return kept.then(() => (storage.problem() === undefined || !isAdvised ? response : advised(response)));
    });
  };
}

const NOT_SAVED = toAdvisory('state-not-saved', '');

function advised(response: WireResponse): WireResponse {
  const { 'x-emulator-advisory': codes = '', 'x-emulator-advisory-text': texts = '', ...headers } = response.headers;
  if (String(codes).includes(NOT_SAVED.code)) return response;
  const join = (before: unknown, added: string): string => (before === '' ? added : `${before}, ${added}`);
  return {
    ...response,
    headers: {
      ...headers,
      'x-emulator-advisory': join(codes, advisoryHeader([NOT_SAVED])),
      'x-emulator-advisory-text': join(texts, advisoryTextHeader([NOT_SAVED])),
    },
  };
}
