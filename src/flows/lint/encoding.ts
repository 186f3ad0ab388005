import { findPlaceholders } from '../engine/placeholders.js';
import type { Card, Slot } from '../export/model.js';
import type { Hit, Lint, LintContext } from './define-lint.js';
import { httpInput, isHttpCard } from './http-cards.js';

/** Cards that pass on their input: encoding before them is enough. */
const CARRIERS = new Set(['control.let', 'control.join', 'control.assignIf', 'control.lookup', 'control.callable']);

export const unencodedFormValue: Lint = {
  code: 'unencoded-form-value',
  level: 'error',
  why: 'Compose never encodes. A + arrives as a space, an & ends the value and a % may corrupt it, and email addresses and names contain these.',
  fix: 'Add an Encode Component card between the value and the text.',
  check: (context) =>
    context.places.flatMap(({ flow, top }) => flow.cards.filter(isHttpCard).flatMap((card) => checkCall(card, top.name, context))),
};

function checkCall(card: Card, flow: string, { dataFlow }: LintContext): Hit[] {
  const inputs = (['URL', 'Query', 'Body'] as const).flatMap((name) => httpInput(card, name) ?? []);
  const texts = new Set(inputs.flatMap((input) => [...textCards(input, dataFlow)]));
  return [...texts].flatMap((text) =>
    formValues(text)
      .filter((input) => !isEncoded(input, dataFlow))
      .map((input) => ({
        flow,
        card: text,
        message: `'${text.title}' puts ${valueName(input, dataFlow)} into the form of '${card.title}' without encoding it.`,
      })),
  );
}

/** The Compose and Concatenate cards whose text reaches an input, directly or through cards that pass it on. */
function textCards(input: Slot, dataFlow: LintContext['dataFlow']): Set<Card> {
  const found = new Set<Card>();
  const seen = new Set<Slot>([input]);
  // The set grows during the loop: a helper that calls itself passes its inputs in a circle.
  for (const slot of seen) {
    const card = dataFlow.cardOf(slot);
    if (slot !== input && (card?.id === 'string.compose' || card?.id === 'string.concat')) found.add(card);
    if (slot === input || CARRIERS.has(card?.id ?? '')) for (const source of dataFlow.sources(slot)) seen.add(source);
  }
  return found;
}

/** The inputs that follow a `name=` in the text. */
function formValues(card: Card): Slot[] {
  const texts = card.inputs.filter(({ name }) => name !== '_text_');
  if (card.id === 'string.concat') {
    return texts.filter((_, index) => index > 0 && /[\w\]-]=$/.test(String(texts[index - 1]?.literal ?? '')));
  }
  const text = String(card.inputs.find(({ name }) => name === '_text_')?.literal ?? '');
  const named = findPlaceholders(text).filter(({ start }) => /[\w\]-]=/.test(text.slice(Math.max(0, start - 2), start)));
  const keys = new Set(named.map(({ key }) => key));
  return texts.filter(({ key }) => keys.has(key));
}

/** Encoded by a card, passed on from one, or typed in without characters that break a form. */
function isEncoded(input: Slot, dataFlow: LintContext['dataFlow']): boolean {
  const seen = new Set<Slot>([input]);
  for (const slot of seen) {
    const sources = dataFlow.sources(slot);
    if (sources.length === 0 && /[+&%#]/.test(String(slot.literal ?? ''))) return false;
    for (const source of sources) {
      const card = dataFlow.cardOf(source);
      if (isSafe(source, card)) continue;
      if (card === undefined || !CARRIERS.has(card.id)) return false;
      // The values in a start card don't matter, only those that callers pass.
      const isStart = card.id === 'control.callable';
      const carried = dataFlow.sources(source).filter((each) => !isStart || dataFlow.cardOf(each) !== card);
      if (carried.length === 0) return false;
      for (const each of carried) seen.add(each);
    }
  }
  return true;
}

/** Cards whose output only has characters that are safe in a form: a JWT is three base64url parts with dots. */
const SAFE_CARDS = new Set(['url.encodeComponent', 'string.uuid', 'jwt.sign']);

function isSafe({ type }: Slot, card: Card | undefined): boolean {
  return type === 'number' || type === 'boolean' || SAFE_CARDS.has(card?.id ?? '') || isHexadecimal(card);
}

function isHexadecimal(card: Card | undefined): boolean {
  return card?.id === 'crypto.hmac' && card.inputs.some(({ name, literal }) => name === 'digest' && literal === 'hex');
}

function valueName(input: Slot, dataFlow: LintContext['dataFlow']): string {
  const [source] = dataFlow.sources(input);
  const card = source === undefined ? undefined : dataFlow.cardOf(source);
  return card === undefined ? `'${input.label}'` : `the output '${source?.label}' of '${card.title}'`;
}
