import { wrap } from '../util/terminal-lines.js';

const GAP = 2;

/** Two columns: names, and texts that are wrapped to the width. @example columns([['hire', 'Add an employee']], 80) */
export function columns(rows: readonly (readonly [string, string])[], width: number): string {
  const first = Math.max(0, ...rows.map(([name]) => name.length)) + GAP;
  return rows.map(([name, text]) => wrap(text, width, ' '.repeat(first), name.padEnd(first)).join('\n')).join('\n');
}
