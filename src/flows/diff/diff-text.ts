import { countOf } from '../../util/count-of.js';
import { terminalText } from '../../util/terminal-text.js';
import type { CardDiff, Change, FlowDiff, Kind, PackDiff, TableDiff } from './pack-diff.js';
import { shorten } from './shorten.js';

const SIGNS: Readonly<Record<Kind, string>> = { added: '+', removed: '-', changed: '~' };

/** A difference for a terminal: + added, - removed, ~ changed. */
export function diffText({ flows, tables }: PackDiff): string {
  if (flows.length + tables.length === 0) return 'No differences.\n';
  return `${[...flows.flatMap(flowLines), ...tables.flatMap(tableLines), summary({ flows, tables })].join('\n')}\n`;
}

function flowLines({ kind, name, size, changes, cards }: FlowDiff): string[] {
  const head = `${SIGNS[kind]} ${line(name)}${kind === 'changed' ? '' : ` (${countOf(size, 'card')})`}`;
  return [head, ...changes.map((change) => `    ${changeLine(change, kind)}`), ...cards.flatMap(cardLines), ''];
}

function cardLines({ kind, title, id, path, changes }: CardDiff): string[] {
  const head = `  ${SIGNS[kind]} ${[...path, title].map(line).join(' › ')} (${line(id)})`;
  return [head, ...changes.map((change) => `      ${changeLine(change, kind)}`)];
}

function tableLines({ kind, name, changes }: TableDiff): string[] {
  return [`${SIGNS[kind]} table ${line(name)}`, ...changes.map((change) => `    ${changeLine(change, kind)}`), ''];
}

function changeLine({ what, before, after }: Change, kind: Kind): string {
  const [old, now] = shorten(before, after);
  const [was, is] = [old, now].map((value) => (value === undefined ? 'nothing' : line(value)));
  return `${line(what)}: ${kind === 'added' ? is : `${was} → ${is}`}`;
}

/** A title may have several lines, and control characters that must not reach a terminal. */
function line(text: string): string {
  return terminalText(text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '));
}

/** `2 flows changed, 1 flow added; 3 cards changed` */
export function summary({ flows, tables }: PackDiff): string {
  const count = (what: string, items: readonly { readonly kind: Kind }[]): string[] =>
    (['changed', 'added', 'removed'] as const).flatMap((kind) => {
      const { length } = items.filter((item) => item.kind === kind);
      return length === 0 ? [] : [`${countOf(length, what)} ${kind}`];
    });
  const cards = flows.flatMap((flow) => flow.cards);
  return [...count('flow', flows), ...count('card', cards), ...count('table', tables)].join(', ');
}
