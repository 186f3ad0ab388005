import { countOf } from '../../util/count-of.js';
import { terminalText } from '../../util/terminal-text.js';
import { summary } from './diff-text.js';
import type { CardDiff, Change, FlowDiff, Kind, PackDiff, TableDiff } from './pack-diff.js';
import { shorten } from './shorten.js';

/** A difference for a pull request, in Markdown for GitHub and GitLab. */
export function diffMarkdown(diff: PackDiff): string {
  const { flows, tables } = diff;
  if (flows.length + tables.length === 0) return 'No differences.\n';
  return `${[`${summary(diff)}.`, '', ...flows.flatMap(flowLines), ...tables.flatMap(tableLines)].join('\n')}`;
}

function flowLines({ kind, name, size, changes, cards }: FlowDiff): string[] {
  const head = `### Flow ${code(name)}${kind === 'changed' ? '' : ` ${kind} (${countOf(size, 'card')})`}`;
  return [
    head,
    '',
    ...changes.map((change) => `- ${changeText(change, kind)}`),
    ...cards.flatMap(cardLines),
    ...end(changes.length + cards.length),
  ];
}

function cardLines({ kind, title, id, path, changes }: CardDiff): string[] {
  const head = `- ${[...path, title].map(code).join(' › ')} (${code(id)}) ${kind}`;
  return [head, ...changes.map((change) => `  - ${changeText(change, kind)}`)];
}

function tableLines({ kind, name, changes }: TableDiff): string[] {
  return [`### Table ${code(name)} ${kind}`, '', ...changes.map((change) => `- ${changeText(change, kind)}`), ...end(changes.length)];
}

/** An empty line after a list. */
function end(length: number): string[] {
  return length === 0 ? [] : [''];
}

function changeText({ what, before, after }: Change, kind: Kind): string {
  const [old, now] = shorten(before, after);
  const [was, is] = [old, now].map((value) => (value === undefined ? 'nothing' : code(value)));
  return `${code(what)}: ${kind === 'added' ? is : `${was} → ${is}`}`;
}

/** In a code span, text can't become Markdown, a mention or a tag; the fence is longer than any run of backticks in the text. */
function code(text: string): string {
  const flat = terminalText(text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')).trim() || ' ';
  const longest = [...flat.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${flat}${fence}` : `${fence} ${flat} ${fence}`;
}
