import type { CardTrace, FlowError, FlowResult } from '../engine/result.js';
import type { FlowRequest } from '../network/network.js';

const MAX_LINES = 200;
const WIDEST = 100;

/** A run for a terminal: a line for each card, what was sent, and what failed as the console would show it. */
export function runText(result: FlowResult): string {
  const { flow, status, cards, requests, mail, steps, message, output, error, ignored, warnings } = result;
  const head = `${status === 'finished' ? '✓' : '✗'} ${flow}: ${status}, ${count(steps, 'card')}, ${count(requests.length, 'request')}${mail.length > 0 ? `, ${count(mail.length, 'mail')}` : ''}`;
  const shown = cards.filter(({ id }) => id !== 'control.comment').slice(0, MAX_LINES);
  const left = steps - shown.length;
  const lines = [
    ...shown.map(cardLine),
    ...(left > 0 && cards.length > shown.length ? [`  … ${cards.length - shown.length} more; see --html or --trace`] : []),
    '',
    head,
    ...(message === undefined ? [] : [`  ${message}`]),
    ...(Object.keys(output).length === 0 ? [] : [`  output: ${short(output)}`]),
    ...requests.flatMap(({ card, advisories }) => advisories.map(({ code, message: text }) => `  ! ${card}: ${code}: ${text}`)),
    ...warningLines(warnings),
    ...(status === 'finished' ? requests.flatMap(unheard) : []),
    ...ignored.map((each) => `  ! ignored: ${each.card?.title ?? each.flow}: ${each.message}`),
    ...(error === undefined ? [] : errorLines(error)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Warnings shown; a loop may give one for each item. */
const MAX_WARNINGS = 10;

function warningLines(warnings: FlowResult['warnings']): string[] {
  const shown = warnings.slice(0, MAX_WARNINGS).map(({ card, message }) => `  ! ${card.title}: ${message}`);
  const left = warnings.length - shown.length;
  return left === 0 ? shown : [...shown, `  ! … ${left} more ${left === 1 ? 'warning' : 'warnings'}; see --html or --trace`];
}

/** A refusal under HTTP 200 that the flow went past. */
function unheard({ card, responseCode, response }: FlowRequest): string[] {
  if (responseCode === undefined || responseCode === 200) return [];
  return [`  ! ${card}: the answer has responseCode ${responseCode}, and the flow ended as if it were a success: ${short(response?.body)}`];
}

function cardLine({ depth, title, id, outputs, error, note, index }: CardTrace): string {
  const mark = error !== undefined ? '✗' : note === 'stubbed' ? '◦' : '·';
  const item = index !== undefined && (id === 'control.callable' || id === 'control.noop') ? ` [${index}]` : '';
  const values = Object.values(outputs);
  const shown =
    error?.message ?? (values.length === 1 ? short(values[0]) : Object.keys(outputs).length === 0 ? (note ?? '') : short(outputs));
  return `${'  '.repeat(depth)}  ${mark} ${title}${item}${shown === '' ? '' : `  ${shown}`}`.slice(0, 160);
}

/** Card title, error, inputs: what the console shows of a failed flow. */
export function errorLines({ message, code, card, inputs, flow }: FlowError): string[] {
  return [
    '',
    `  ${card?.title ?? flow}${code === undefined ? '' : ` (${code})`}`,
    ...message.split('\n').map((line) => `  ${line}`),
    ...Object.entries(inputs).map(([name, value]) => `    ${name}: ${short(value)}`),
  ];
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const line = text.replace(/\s+/g, ' ');
  return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
