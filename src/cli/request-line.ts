import { type ExchangeSummary, isFailed } from '../emulator/journal/summary.js';
import { cut, oneLine, widthOf } from '../util/terminal-lines.js';
import type { Colour, Paint } from './colour.js';

export interface RequestLineLayout {
  readonly paint: Paint;
  /** Longer lines are cut. Default: no line is cut. */
  readonly width?: number | undefined;
}

/** The longest job name has 23 characters. */
const JOB_WIDTH = 23;
const MAX_WHO = 60;
const MAX_REST = 400;

/** One request as one line: time (UTC, by the emulator's clock), job, code, user, advisories, fault. */
export function requestLine(summary: ExchangeSummary, { paint, width = Number.POSITIVE_INFINITY }: RequestLineLayout): string {
  const { at, job = '(unknown job)', code, isCut, pair, user, advisories, fault } = summary;
  const time = at.slice(11, 19);
  const name = padded(cut(job, JOB_WIDTH + 10), JOB_WIDTH);
  const shownCode = isCut === true ? 'cut' : String(code);
  const who = cut(user ?? pair ?? '—', MAX_WHO);
  const start = widthOf(`${time}  ${name}  ${shownCode}  ${who}  `);
  const notes = [...advisories, ...(fault === undefined ? [] : [`fault: ${fault}`])].join(', ');
  const rest = notes === '' ? '' : cut(notes, Math.min(MAX_REST, Math.max(1, width - start)));
  const line = `${paint('dim', time)}  ${name}  ${paint(colourOf(summary), shownCode)}  ${who}  ${paint('yellow', rest)}`;
  return rest === '' ? `${paint('dim', time)}  ${name}  ${paint(colourOf(summary), shownCode)}  ${who}` : line;
}

function colourOf(summary: ExchangeSummary): Colour {
  if (!isFailed(summary)) return 'green';
  return summary.code < 400 && summary.isCut !== true ? 'yellow' : 'red';
}

function padded(text: string, width: number): string {
  return oneLine(text) + ' '.repeat(Math.max(0, width - widthOf(text)));
}
