import { countOf } from '../../util/count-of.js';
import { cut, type Paint, widthOf, wrap } from '../../util/terminal-lines.js';
import { terminalText } from '../../util/terminal-text.js';
import type { FlowError, FlowResult } from '../engine/result.js';
import type { Pack } from '../export/model.js';
import { cardLines, shortly, type Terminal } from './card-lines.js';
import { failedInputs } from './labelled.js';
import { outcomeOf, warningText, whatToDo } from './what-to-do.js';

/** Layout of a run for a terminal. */
export interface RunTextOptions {
  /** Columns of the terminal. Default 80. */
  readonly width?: number;
  /** Default: no colours. */
  readonly paint?: Paint;
  /** The export, so cards that did not run are shown as skipped. */
  readonly pack?: Pack;
}

const DEFAULT_WIDTH = 80;
/** Narrower terminals wrap the lines themselves. */
const MIN_WIDTH = 40;
/** Maximum number of warnings, of advisories and so on; a loop may cause one per item. */
const MAX_NOTES = 10;

/**
 * A run for a terminal. If it failed, the failure comes first: card, error, inputs, what to do. Then one line per card, and
 * finally the summary.
 * @example process.stdout.write(runText(result, { width: process.stdout.columns }))
 */
export function runText(result: FlowResult, { width = DEFAULT_WIDTH, paint = (_colour, text) => text, pack }: RunTextOptions = {}): string {
  const terminal: Terminal = { width: Math.max(MIN_WIDTH, width), paint };
  const { message, output, error } = result;
  const values = Object.entries(output).map(([name, value]) => `  ${cut(`${name}: ${shortly(value)}`, terminal.width - 4)}`);
  const lines = [
    ...(error === undefined ? [] : [...failureLines(error, result, terminal), '']),
    ...cardLines(result, terminal, pack),
    '',
    headLine(result, terminal),
    ...(message === undefined ? [] : wrap(message, terminal.width)),
    ...(values.length === 0 ? [] : [paint('bold', '  Output'), ...values.map((line) => `  ${line}`)]),
    ...noteLines(notesOf(result), terminal),
  ];
  return `${lines.join('\n')}\n`;
}

function headLine({ flow, status, requests, mail, steps }: FlowResult, { paint, width }: Terminal): string {
  const counts = [countOf(steps, 'card'), countOf(requests.length, 'request'), ...(mail.length > 0 ? [countOf(mail.length, 'email')] : [])];
  const [colour, mark, word] = status === 'finished' ? (['green', '✓', 'finished'] as const) : (['red', '✗', 'failed'] as const);
  const rest = `: ${[word, ...counts].join(', ')}`;
  return `${paint(colour, mark)} ${paint('bold', cut(flow, width - 2 - widthOf(rest)))}${rest}`;
}

/** What people read first: which card failed, why, with which inputs, and what to try. */
function failureLines(error: FlowError, result: FlowResult, terminal: Terminal): string[] {
  const { card, code, message, flow } = error;
  const { width, paint } = terminal;
  const { inputs, wrong } = failedInputs(error, result);
  const [first = '', ...more] = message.split('\n');
  const where = card === undefined || flow === result.flow || flow === '' ? '' : ` in ${flow}`;
  const steps = whatToDo(error, result);
  return [
    `${paint('red', '✗')} ${paint('bold', cut(`${card?.title ?? flow}${where}${code === undefined ? '' : ` (${code})`}`, width - 2))}`,
    ...wrap(first, width),
    // A stub to paste must stay unchanged.
    ...more.map((line) => `  ${terminalText(line)}`),
    ...(inputs.length === 0 ? [] : ['', paint('bold', '  Inputs')]),
    ...inputLines(inputs, wrong, terminal),
    ...(steps.length === 0 ? [] : ['', paint('bold', '  What to do')]),
    ...steps.flatMap((step) => wrap(step, width, '    ', '  - ')),
  ];
}

/** Labels in a column, up to a third of the line. */
function inputLines(inputs: readonly (readonly [string, unknown])[], wrong: string | undefined, { width, paint }: Terminal): string[] {
  const column = Math.min(Math.floor(width / 3), Math.max(0, ...inputs.map(([label]) => widthOf(label))));
  return inputs.map(([label, value]) => {
    const name = cut(label, column);
    const mark = label === wrong ? paint('red', '✗') : ' ';
    return `  ${mark} ${name}${' '.repeat(Math.max(0, column - widthOf(name)))}  ${cut(shortly(value), width - column - 6)}`;
  });
}

/** Things to know even though no card failed because of them; repeated ones are counted. */
function notesOf({ warnings, requests, ignored, status }: FlowResult): readonly string[] {
  return [
    ...warnings.map((warning) => `${warning.card.title}: ${status === 'error' ? warning.message : warningText(warning)}`),
    ...(status === 'finished' ? requests.filter(({ responseCode = 200 }) => responseCode !== 200) : []).map(
      (request) =>
        `${request.card}: the response is an error (${outcomeOf(request)}), but the flow continued as if it had succeeded: ${shortly(request.response?.body)}`,
    ),
    ...requests.flatMap(({ card, advisories }) =>
      advisories.map(({ code, message }) => `${card}: ${message === '' ? code : `${message} (${code})`}`),
    ),
    ...ignored.map(({ card, flow, message }) => `${card?.title ?? flow}: ignored error: ${message}`),
  ];
}

function noteLines(notes: readonly string[], { width, paint }: Terminal): string[] {
  const counts = new Map<string, number>();
  for (const note of notes) counts.set(note, (counts.get(note) ?? 0) + 1);
  const shown = [...counts].slice(0, MAX_NOTES);
  const left = counts.size - shown.length;
  return [
    ...shown.flatMap(([note, times]) => {
      const [first = '', ...others] = wrap(times === 1 ? note : `${note} (${times} times)`, width, '    ', '  ! ');
      return [first.replace('!', () => paint('yellow', '!')), ...others];
    }),
    ...(left === 0 ? [] : [`  ${paint('yellow', '!')} … ${left} more ${left === 1 ? 'warning' : 'warnings'}`]),
  ];
}
