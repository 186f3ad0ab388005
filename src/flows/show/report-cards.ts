import { escapeMarkup } from '../../util/escape-markup.js';
import type { CardTrace, FlowResult } from '../engine/result.js';
import type { FlowRequest } from '../network/network.js';
import { badge, requestHtml } from './report-requests.js';
import { previewOf, valuesHtml } from './report-values.js';

/** Deeper blocks are indented no further: the page has an edge. */
const MAX_INDENT = 8;

/** The cards in order, blocks and helpers indented; what failed is open, and what it stands in. */
export function cardsHtml({ cards, requests, dropped }: FlowResult): string {
  const open = openPositions(cards);
  const byPosition = new Map<number, FlowRequest[]>();
  for (const request of requests) byPosition.set(request.position, [...(byPosition.get(request.position) ?? []), request]);
  const shown = cards.map((card) => cardHtml(card, byPosition.get(card.position) ?? [], open.has(card.position)));
  const note =
    dropped > 0
      ? `<p class="box advisory">${dropped} further cards ran and are not kept here: the first ones are, and those that failed.</p>`
      : '';
  return `<h2 id="cards">Cards</h2>\n${note}${shown.join('\n')}`;
}

/** Every failed card, and the cards whose flows they ran in. */
function openPositions(cards: readonly CardTrace[]): ReadonlySet<number> {
  const callers = new Map(cards.map(({ position, caller }) => [position, caller]));
  const open = new Set<number>();
  for (const { position, error } of cards) {
    if (error === undefined) continue;
    for (let at: number | undefined = position; at !== undefined && !open.has(at); at = callers.get(at)) open.add(at);
  }
  return open;
}

function cardHtml(card: CardTrace, requests: readonly FlowRequest[], isOpen: boolean): string {
  const { position, title, id, depth, index, inputs, outputs, ms, error, note, flow } = card;
  const indent = Math.min(depth, MAX_INDENT) * 1.25;
  const advisories = requests.reduce((sum, request) => sum + request.advisories.length, 0);
  const badges = [
    ...(error === undefined ? [] : [badge('bad', 'failed')]),
    ...(advisories === 0 ? [] : [badge('warn', advisories === 1 ? '1 advisory' : `${advisories} advisories`)]),
    ...requests.flatMap(({ responseCode }) =>
      responseCode === undefined || responseCode === 200 ? [] : [badge('bad', `responseCode ${responseCode}`)],
    ),
    ...(note === undefined ? [] : [badge('plain', note.slice(0, 80))]),
    ...(index === undefined ? [] : [badge('plain', `item ${index + 1}`)]),
  ];
  return `<details class="card${error === undefined ? '' : ' failed'}${depth > 0 ? ' nested' : ''}" id="card-${position}" style="margin-left:${indent}rem"${isOpen ? ' open' : ''}>
<summary><span class="title">${escapeMarkup(title)}</span><span class="id">${escapeMarkup(id)}</span>${badges.join('')}<span class="preview">${escapeMarkup(error?.message ?? previewOf(outputs))}</span><span class="id">${ms} ms</span></summary>
<div class="inside">${error === undefined ? '' : `<p class="box error"><strong>${escapeMarkup(error.message)}</strong>${error.code === undefined ? '' : ` (${escapeMarkup(String(error.code))})`}</p>`}
${depth > 0 ? `<p class="none">in ${escapeMarkup(flow)}</p>` : ''}${requests.map(requestHtml).join('')}${valuesHtml('Inputs', inputs)}${valuesHtml('Outputs', outputs)}</div>
</details>`;
}
