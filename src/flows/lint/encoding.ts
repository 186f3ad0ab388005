import { findPlaceholders } from '../engine/placeholders.js';
import type { Card, Slot } from '../export/model.js';
import type { Hit, Lint, LintContext } from './define-lint.js';
import { httpInput, isHttpCard } from './http-cards.js';

/** Cards that give on what they get: encoding before them is encoding. */
const CARRIERS = new Set(['control.let', 'control.join', 'control.assignIf', 'control.lookup', 'control.callable']);

export const unencodedFormValue: Lint = {
  code: 'unencoded-form-value',
  level: 'error',
  why: 'Compose never encodes: a + arrives as a space, an & ends the value, a % may spoil it; addresses and names hold them.',
  fix: 'Put an Encode Component card between the value and the text.',
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
        message: `'${text.title}' puts ${valueName(input, dataFlow)} into the form of '${card.title}' as it is.`,
      })),
  );
}

/** The Compose and Concatenate cards whose text an input gets, directly or over cards that carry it. */
function textCards(input: Slot, dataFlow: LintContext['dataFlow'], seen = new Set<Card>()): Set<Card> {
  for (const source of dataFlow.sources(input)) {
    const card = dataFlow.cardOf(source);
    if (card === undefined || seen.has(card)) continue;
    if (card.id === 'string.compose' || card.id === 'string.concat') seen.add(card);
    if (!CARRIERS.has(card.id)) continue;
    for (const carried of dataFlow.sources(source)) textCards(carried, dataFlow, seen);
  }
  return seen;
}

/** The inputs that stand behind a `name=` in the text. */
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

/** Encoded by a card, carried on from one, or typed in by hand without a sign that breaks a form. */
function isEncoded(input: Slot, dataFlow: LintContext['dataFlow'], seen = new Set<Slot>()): boolean {
  if (seen.has(input)) return true;
  seen.add(input);
  const sources = dataFlow.sources(input);
  if (sources.length === 0) return !/[+&%#]/.test(String(input.literal ?? ''));
  return sources.every((source) => {
    const card = dataFlow.cardOf(source);
    if (card?.id === 'url.encodeComponent') return true;
    // Numbers, generated ids, true and false hold nothing to encode.
    if (source.type === 'number' || source.type === 'boolean') return true;
    if (card?.id === 'string.uuid') return true;
    if (card === undefined || !CARRIERS.has(card.id)) return false;
    // A start card's own boxes are empty: what counts is what callers put in.
    const isStart = card.id === 'control.callable';
    const carried = dataFlow.sources(source).filter((slot) => !isStart || dataFlow.cardOf(slot) !== card);
    return carried.length > 0 && carried.every((each) => isEncoded(each, dataFlow, seen));
  });
}

function valueName(input: Slot, dataFlow: LintContext['dataFlow']): string {
  const [source] = dataFlow.sources(input);
  const card = source === undefined ? undefined : dataFlow.cardOf(source);
  return card === undefined ? `'${input.label}'` : `the output '${source?.label}' of '${card.title}'`;
}
