import { escapeMarkup } from '../../util/escape-markup.js';
import type { CardTrace, FlowResult } from '../engine/result.js';
import type { FlowRequest } from '../network/network.js';
import { inReadingOrder } from './in-reading-order.js';
import { inputsOf, outputsOf, ownOutputsOf, titleOf } from './labelled.js';
import { inlineHtml, markdownHtml } from './markdown.js';
import { badge, requestHtml } from './report-requests.js';
import { previewOf, valuesHtml } from './report-values.js';
import { causeOf } from './what-to-do.js';

/** Deeper blocks are not indented further, to stay on the page. */
const MAX_INDENT = 8;

/** Data that all rows of a page share. */
interface Page {
  readonly result: FlowResult;
  /** By card position. */
  readonly requests: ReadonlyMap<number, readonly FlowRequest[]>;
  readonly open: ReadonlySet<number>;
}

/** The anchor of a request on the page. */
export function requestID({ position }: FlowRequest, index: number): string {
  return index === 0 ? `request-${position}` : `request-${position}-${index + 1}`;
}

/** The index of a request among those of its card. */
export function linkOf(request: FlowRequest, { requests }: FlowResult): string {
  const index = requests.filter(({ position }) => position === request.position).indexOf(request);
  return requestID(request, Math.max(0, index));
}

/** The cards in order, with blocks and helpers indented. Open are failed cards, the blocks around them, and the request that failed. */
export function cardsHtml(result: FlowResult): string {
  const { dropped } = result;
  const requests = new Map<number, FlowRequest[]>();
  for (const request of result.requests) {
    const known = requests.get(request.position);
    if (known === undefined) requests.set(request.position, [request]);
    else known.push(request);
  }
  const page: Page = { result, requests, open: openPositions(result) };
  const rows = inReadingOrder(result).map((card) => rowHtml(card, page));
  const note =
    dropped > 0 ? `<p class="box advisory">${dropped} more cards ran. This page shows the first cards and every card that failed.</p>` : '';
  return `<h2 id="cards">Cards</h2>\n${note}${rows.join('\n')}`;
}

/** All failed cards, the card that made the request behind the failure, and the cards whose flows contain them. */
function openPositions(result: FlowResult): ReadonlySet<number> {
  const callers = new Map(result.cards.map(({ position, caller }) => [position, caller]));
  const cause = result.error === undefined ? undefined : causeOf(result.error, result);
  const failed = result.cards.filter(({ error }) => error !== undefined).map(({ position }) => position);
  const open = new Set<number>();
  for (const position of cause === undefined ? failed : [...failed, cause.position]) {
    for (let at: number | undefined = position; at !== undefined && !open.has(at); at = callers.get(at)) open.add(at);
  }
  return open;
}

function rowHtml(card: CardTrace, page: Page): string {
  const comment = page.result.faces[card.face]?.comment;
  return card.id === 'control.comment' && comment !== undefined && card.error === undefined
    ? commentHtml(comment, card.depth)
    : cardHtml(card, page);
}

/** Longer texts are not headings. */
const MAX_HEADING_LENGTH = 90;

/** A Comment card as a heading for the cards after it. If its title has no words, a short first line becomes the heading. */
function commentHtml({ title, text }: { readonly title: string; readonly text: string }, depth: number): string {
  const [first = '', ...others] = text.trim().split('\n');
  const hasTitle = /[\p{L}\p{N}]/u.test(title);
  const isShort = first.length <= MAX_HEADING_LENGTH && !/^\s*(?:```|[-*+]\s)/.test(first);
  const heading = hasTitle ? title : isShort ? first.replace(/^#{1,6}\s+/, '') : '';
  const body = hasTitle || !isShort ? text.trim() : others.join('\n');
  const start = heading === '' ? '' : `<h3 class="section">${inlineHtml(heading)}</h3>`;
  return `<section class="comment${depth > 0 ? ' nested' : ''}" style="margin-left:${indentOf(depth)}rem">${start}${markdownHtml(body)}</section>`;
}

function indentOf(depth: number): number {
  return Math.min(depth, MAX_INDENT) * 1.25;
}

function cardHtml(card: CardTrace, { result, requests: byPosition, open }: Page): string {
  const { position, id, depth, ms, error, flow } = card;
  const requests = byPosition.get(position) ?? [];
  const outputs = outputsOf(card, result);
  const preview = `${id === 'object.expand' && outputs.length === 1 ? '= ' : ''}${previewOf(ownOutputsOf(card, result))}`;
  const classes = `card${error === undefined ? '' : ' failed'}${depth > 0 ? ' nested' : ''}`;
  const message =
    error === undefined
      ? ''
      : `<p class="box error"><strong>${escapeMarkup(error.message)}</strong>${error.code === undefined ? '' : ` (${escapeMarkup(String(error.code))})`}</p>`;
  return `<details class="${classes}" id="card-${position}" style="margin-left:${indentOf(depth)}rem"${open.has(position) ? ' open' : ''}>
<summary><span class="title">${escapeMarkup(titleOf(card, result))}</span><span class="id">${escapeMarkup(id)}</span>${badgesOf(card, requests).join('')}<span class="preview">${escapeMarkup(error?.message ?? preview)}</span><span class="id">${ms} ms</span></summary>
<div class="inside">${message}
${depth > 0 ? `<p class="none">in ${escapeMarkup(flow)}</p>` : ''}${requests.map((request, index) => requestHtml(request, requestID(request, index))).join('')}${valuesHtml('Inputs', inputsOf(card, result))}${valuesHtml('Outputs', outputs)}</div>
</details>`;
}

function badgesOf({ error, note, index }: CardTrace, requests: readonly FlowRequest[]): string[] {
  const advisories = requests.reduce((sum, request) => sum + request.advisories.length, 0);
  return [
    ...(error === undefined ? [] : [badge('bad', 'failed')]),
    ...(advisories === 0 ? [] : [badge('warn', advisories === 1 ? '1 advisory' : `${advisories} advisories`)]),
    ...requests.flatMap(({ responseCode }) =>
      responseCode === undefined || responseCode === 200 ? [] : [badge('bad', `responseCode ${responseCode}`)],
    ),
    ...(note === undefined ? [] : [badge('plain', note.slice(0, 80))]),
    ...(index === undefined ? [] : [badge('plain', `item ${index + 1}`)]),
  ];
}
