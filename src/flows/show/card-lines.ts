import { cut, type Paint, widthOf } from '../../util/terminal-lines.js';
import type { FlowResult } from '../engine/result.js';
import { isPlumbing } from '../export/is-plumbing.js';
import type { Pack } from '../export/model.js';
import { type Labelled, ownOutputsOf } from './labelled.js';
import { withSkipped } from './skipped-cards.js';
import { hasFailed, type TraceNode, type TraceRun, traceTree } from './trace-tree.js';

export interface Terminal {
  /** Columns. */
  readonly width: number;
  readonly paint: Paint;
}

/** Maximum number of lines for cards; the HTML report has all cards. */
const MAX_LINES = 200;
/** Number of list items shown in full, and of further ones that failed. */
const SHOWN_ITEMS = 3;
const SHOWN_FAILURES = 3;
/** Deeper blocks are not indented further, or there would be no room left in the line. */
const MAX_INDENT = 6;
/** Consecutive cards that did not run; more are counted. */
const SHOWN_SKIPPED = 3;

/** One line for each card that ran or was skipped, without plumbing; loop items are summarised. */
export function cardLines(result: FlowResult, terminal: Terminal, pack: Pack | undefined): string[] {
  const lines: string[] = [];
  let skipped: string[] = [];
  const flush = (): void => {
    lines.push(...skippedLines(skipped, terminal));
    skipped = [];
  };
  for (const row of withSkipped(traceTree(result), result, pack)) {
    if ('skipped' in row) skipped.push(row.skipped);
    else {
      flush();
      lines.push(...nodeLines(row.node, 0, result, terminal));
    }
  }
  flush();
  const left = lines.length - MAX_LINES;
  const more = left > 0 ? [`  … ${left} more lines`] : [];
  const unkept = result.dropped > 0 ? [`  … ${result.dropped} more cards ran`] : [];
  return [...lines.slice(0, MAX_LINES), ...more, ...unkept];
}

function skippedLines(titles: readonly string[], { width, paint }: Terminal): string[] {
  const shown = titles.length > SHOWN_SKIPPED + 1 ? titles.slice(0, SHOWN_SKIPPED) : titles;
  const left = titles.length - shown.length;
  return [
    ...shown.map((title) => paint('dim', cut(`○ ${title}  (skipped)`, width - 2))),
    ...(left === 0 ? [] : [paint('dim', `○ … ${left} more skipped`)]),
  ].map((line) => `  ${line}`);
}

function nodeLines({ card, runs }: TraceNode, depth: number, result: FlowResult, terminal: Terminal): string[] {
  const { width, paint } = terminal;
  const { title, error, note, id } = card;
  const inner =
    runs.length > 1 || runs[0]?.index !== undefined
      ? itemLines(runs, depth, result, terminal)
      : runs.flatMap(({ nodes }) => nodesLines(nodes, depth + 1, result, terminal));
  if (isPlumbing(id) && error === undefined) return inner;
  const indent = '  '.repeat(Math.min(depth, MAX_INDENT) + 1);
  const head = `${title}${note === 'stubbed' ? ' (stub)' : ''}`;
  const value = error?.message ?? (valuesText(ownOutputsOf(card, result)) || (note === 'stubbed' ? '' : (note ?? '')));
  const room = width - indent.length - 2;
  const name = cut(head, room);
  const left = room - widthOf(name) - 2;
  const shown = value === '' || left < 8 ? '' : `  ${cut(value, left)}`;
  const mark = error === undefined ? paint('green', '✓') : paint('red', '✗');
  return [
    `${indent}${mark} ${error === undefined ? name : paint('bold', name)}${error === undefined ? paint('dim', shown) : shown}`,
    ...inner,
  ];
}

function nodesLines(nodes: readonly TraceNode[], depth: number, result: FlowResult, terminal: Terminal): string[] {
  return nodes.flatMap((node) => nodeLines(node, depth, result, terminal));
}

/** The first items of a list, those that failed, and the number of others. */
function itemLines(runs: readonly TraceRun[], depth: number, result: FlowResult, terminal: Terminal): string[] {
  const { paint } = terminal;
  const isShort = runs.length <= SHOWN_ITEMS + 1;
  const failed = isShort ? [] : runs.slice(SHOWN_ITEMS).filter(hasFailed);
  const shown = [...(isShort ? runs : runs.slice(0, SHOWN_ITEMS)), ...failed.slice(0, SHOWN_FAILURES)];
  const indent = '  '.repeat(Math.min(depth + 1, MAX_INDENT) + 1);
  const lines = shown.flatMap((run) => [
    ...(run.index === undefined ? [] : [`${indent}${paint('dim', `item ${run.index + 1}`)}`]),
    ...nodesLines(run.nodes, depth + 2, result, terminal),
  ]);
  const left = runs.length - shown.length;
  if (left === 0) return lines;
  const more = failed.length - SHOWN_FAILURES;
  return [...lines, `${indent}${paint('dim', `… ${left} more items${more > 0 ? `, ${more} of them failed` : ', all finished'}`)}`];
}

/** The outputs of a card, in one line. */
export function valuesText(values: readonly Labelled[]): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return shortly(only[1]);
  return values.map(([label, value]) => `${label} = ${shortly(value)}`).join(', ');
}

const LONGEST = 400;

export function shortly(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text === '' ? "''" : text.slice(0, LONGEST);
}
