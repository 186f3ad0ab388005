import type { ImportedUser, ScimExchange, ScimResult } from '../flows/index.js';
import { cut, oneLine, type Paint, widthOf } from '../util/terminal-lines.js';

const HEADS = ['USER', 'EVENT', 'REQUEST', 'STATUS', 'OUTCOME'] as const;
/** The widest user column; longer names are cut. */
const MAX_USER = 40;
const REQUEST_WIDTH = 28;
const EVENT_WIDTH = 10;

export interface ScimTable {
  readonly head: string;
  row(result: ScimResult): string;
}

/** A row for each user, with the last request and the outcome. @example createScimTable(users, painter()).row(result) */
export function createScimTable(users: readonly string[], paint: Paint): ScimTable {
  const userWidth = users.reduce((width, user) => Math.min(MAX_USER, Math.max(width, widthOf(user))), HEADS[0].length);
  const widths = [userWidth, EVENT_WIDTH, REQUEST_WIDTH, HEADS[3].length];
  const line = (cells: readonly string[], outcome: string): string =>
    [...cells.map((cell, index) => padded(cell, widths[index] ?? 0)), outcome].join('  ');
  const [user, event, request, status, outcome] = HEADS;
  return {
    head: paint('bold', line([user, event, request, status], outcome)),
    row: (result) => {
      const last = result.trace.at(-1);
      const [colour, mark] = MARKS[result.status];
      const cells = [result.user ?? '—', result.event, last === undefined ? '—' : requestOf(last), String(last?.response?.status ?? '—')];
      return line(cells, `${paint(colour, mark)} ${oneLine(result.message)}`);
    },
  };
}

const MARKS = { done: ['green', '✓'], 'not-linked': ['yellow', '!'], failed: ['red', '✗'] } as const;

function padded(text: string, width: number): string {
  const shown = cut(text, width);
  return shown + ' '.repeat(Math.max(0, width - widthOf(shown)));
}

/** Without the query, which is in the trace. */
function requestOf({ request: { method, path } }: ScimExchange): string {
  return `${method} ${path.split('?', 1)[0]}`;
}

/** Every request and response of a result. */
export function traceText({ trace }: ScimResult): string {
  return trace
    .map(({ request, response, error, ms, tries }) => {
      const body = request.body === undefined ? '' : `    ${oneLine(request.body)}\n`;
      const came = response === undefined ? `no response: ${oneLine(error ?? '')}` : `${response.status} ${oneLine(response.body)}`;
      return `  → ${oneLine(`${request.method} ${request.path}`)}\n${body}  ← ${came} (${ms} ms${tries === 1 ? '' : `, ${tries} tries`})\n`;
    })
    .join('');
}

/** A line for each imported user. */
export function importedText(users: readonly ImportedUser[]): string {
  const lines = users.map(({ userName, givenName = '', familyName = '', active }) => {
    const name = oneLine(`${givenName} ${familyName}`);
    return `  ${oneLine(userName)}${name === '' ? '' : ` (${name})`}${active ? '' : ', deactivated'}\n`;
  });
  return lines.length === 0 ? '' : `Users:\n${lines.join('')}\n`;
}
