import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import { type Card, type Pack, type Slot, withInline } from '../export/model.js';
import type { FlowRequest } from '../network/network.js';
import type { Overrides } from './overrides.js';

/** `<partnerUserID>`, `[token]`, `xxx`, `***`, `...` */
const SIGNS = /^(?:<[^<>]+>|\[[^[\]]+\]|x{3,}|\*{3,}|\.{3,}|…)$/i;
/** `REPLACE_ME`, `YOUR_PARTNER_USER_ID`, `enter token here`, `changeme` */
const WORDS = /^(?:replace|change|your|insert|enter|put|add|todo|fixme|placeholder|dummy|example)(?:[\s_-]|me\b|$)/i;

/** True for a placeholder, which still has to be replaced: symbols, words, or the name of the input itself. */
export function isPlaceholder(text: string, name: string): boolean {
  const letters = (value: string): string => value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return SIGNS.test(text.trim()) || WORDS.test(text.trim()) || (letters(text) !== '' && letters(text) === letters(name));
}

const REFUSED = /authenticat|unauthori[sz]ed|not authori[sz]ed|invalid (?:credentials|token|api key)/i;
/** The reason is at the start of a response. */
const MAX_LOOKED_AT = 2000;
/** Maximum number of inputs named in a message. */
const MAX_NAMED = 6;

export interface PlaceholderHint {
  readonly message: string;
  /** `Card title.key` of the inputs to set. */
  readonly set: readonly string[];
}

/**
 * The inputs to set, for a request that was refused for its credentials and contains placeholders from the export. Undefined
 * for all other requests. The names are separate from the message: after `partnerUserSecret=` the redactor would remove the rest.
 * @example placeholderHint(request, pack, overrides)?.set // ['Settings.partnerUserID']
 */
export function placeholderHint(request: FlowRequest, pack: Pack, overrides: Overrides): PlaceholderHint | undefined {
  const reason = refusal(request);
  if (reason === undefined) return undefined;
  const sent = [request.url, request.body, ...Object.values(request.headers)].join('\n');
  const names = [...new Set(placeholdersOf(pack, overrides, sent))];
  if (names.length === 0) return undefined;
  const what = names.length === 1 ? 'a placeholder' : 'placeholders';
  return {
    message: `The request was refused (${reason}), and it contains ${what} from the export.`,
    set: names.slice(0, MAX_NAMED),
  };
}

/** A short reason why a request was refused for its credentials. */
function refusal({ response, responseCode }: FlowRequest): string | undefined {
  if (response === undefined) return undefined;
  const code = responseCode ?? response.status;
  const body = response.body.slice(0, MAX_LOOKED_AT);
  if (code < 400 || !(code === 401 || code === 403 || REFUSED.test(body))) return undefined;
  const parsed = readJson(body);
  const message = isObject(parsed) && typeof parsed.responseMessage === 'string' ? `: ${parsed.responseMessage}` : '';
  return `${responseCode === undefined ? 'HTTP' : 'responseCode'} ${code}${message}`;
}

/** `Card title.key` of all inputs with a typed-in placeholder that appears in the request. */
function* placeholdersOf(pack: Pack, overrides: Overrides, sent: string): Generator<string> {
  for (const top of pack.flows.values()) {
    for (const { flow } of withInline(top)) {
      const wired = new Set(flow.cards.flatMap(({ pins }) => pins.map(({ input }) => input)));
      for (const card of flow.cards) {
        for (const slot of card.inputs) {
          if (!wired.has(slot.id) && isSentPlaceholder(card, slot, overrides, sent)) yield `${card.title}.${slot.key}`;
        }
      }
    }
  }
}

function isSentPlaceholder(card: Card, { id, key, label, literal }: Slot, overrides: Overrides, sent: string): boolean {
  if (typeof literal !== 'string' || literal === '' || overrides.get(card)?.has(id) === true) return false;
  if (!isPlaceholder(literal, key) && !isPlaceholder(literal, label)) return false;
  return [literal, encodeURIComponent(literal.toWellFormed())].some((text) => sent.includes(text));
}
