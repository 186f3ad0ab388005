import type { FlowError, FlowResult } from '../engine/result.js';
import type { FlowWarning } from '../engine/warnings.js';
import type { FlowRequest } from '../network/network.js';
import { failedCard, failedInputs } from './labelled.js';

/** A warning as a sentence, with the flags that fix it. */
export function warningText({ message, set = [] }: FlowWarning): string {
  if (set.length === 0) return message;
  return `${message} Pass the real ${set.length === 1 ? 'value' : 'values'}: ${flags(set)}`;
}

function flags(names: readonly string[]): string {
  return names.map((name) => `--set "${name}=…"`).join(' ');
}

/**
 * The request that most likely caused a failure: one of the failed card; or else the last one before it whose response was
 * an error, by HTTP status or by the Integration Server's responseCode; or else the last one that a warning is about.
 */
export function causeOf(error: FlowError, result: FlowResult): FlowRequest | undefined {
  const card = failedCard(error, result);
  const isWarnedOf = ({ card: title, address, flow }: FlowRequest): boolean =>
    result.warnings.some((warning) => warning.card.title === title && warning.card.address === address && warning.flow === flow);
  const before = result.requests.filter(({ position }) => card === undefined || position <= card.position);
  return before.findLast(({ position }) => position === card?.position) ?? before.findLast(isRefused) ?? before.findLast(isWarnedOf);
}

function isRefused({ response, responseCode, error }: FlowRequest): boolean {
  return error !== undefined || (response !== undefined && response.status >= 400) || (responseCode ?? 200) !== 200;
}

/** The outcome of a request, in a few words. */
export function outcomeOf({ response, responseCode, error }: FlowRequest): string {
  if (error !== undefined) return error;
  if (response === undefined) return 'no response';
  return responseCode === undefined ? `HTTP ${response.status}` : `HTTP ${response.status}, responseCode ${responseCode}`;
}

/** Okta's message for a user, group or application that does not exist. */
const NOT_FOUND = /^Not found: Resource not found: /;

/** What the run is missing. */
function needOf({ kind, message }: FlowError, { source }: FlowResult): string[] {
  if (kind === 'unstubbed' || kind === 'host')
    return [
      `Save ${kind === 'host' ? 'a' : 'the'} stub to a file and pass the file with --stubs. To get all stubs that the export needs, run \`expensify-emulator flow stubs "${source}" > stubs.yaml\`.`,
    ];
  if (NOT_FOUND.test(message) && !message.includes('--users'))
    return ['Correct the id. If the run takes its users from a file (--users), add it there.'];
  return [];
}

/** What to do about a failed run: one sentence per suggestion, the most likely first. */
export function whatToDo(error: FlowError, result: FlowResult): string[] {
  const set = [...new Set(result.warnings.flatMap((warning) => warning.set ?? []))];
  const { wrong } = failedInputs(error, result);
  const cause = causeOf(error, result);
  return [
    ...(set.length === 0 ? [] : [`Replace the placeholders of the export: ${flags(set)}`]),
    ...(wrong === undefined || error.card === undefined
      ? []
      : [`Correct the value of '${wrong}', or set it for this run: --set "${error.card.title}.${error.input}=…"`]),
    ...needOf(error, result),
    ...(cause === undefined ? [] : [`Check the request of '${cause.card}' (${outcomeOf(cause)}).`]),
  ];
}
