import type { FlowError, FlowResult } from '../engine/result.js';
import type { FlowWarning } from '../engine/warnings.js';
import type { FlowRequest } from '../network/network.js';
import { failedCard, failedInputs } from './labelled.js';

/** A warning as a sentence, with the flags that mend it. */
export function warningText({ message, set = [] }: FlowWarning): string {
  if (set.length === 0) return message;
  return `${message} Pass the real ${set.length === 1 ? 'value' : 'values'}: ${flags(set)}`;
}

function flags(names: readonly string[]): string {
  return names.map((name) => `--set "${name}=…"`).join(' ');
}

/**
 * The request that a failure most likely comes from: one of the failed card itself; else the last one before it whose response was
 * an error, under HTTP or under the Integration Server's responseCode; else the last one that a warning is about.
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

/** What came of a request, in a few words. */
export function outcomeOf({ response, responseCode, error }: FlowRequest): string {
  if (error !== undefined) return error;
  if (response === undefined) return 'no response';
  return responseCode === undefined ? `HTTP ${response.status}` : `HTTP ${response.status}, responseCode ${responseCode}`;
}

/** What to do about a failed run: one sentence for each thing to try, the likeliest first. */
export function whatToDo(error: FlowError, result: FlowResult): string[] {
  const set = [...new Set(result.warnings.flatMap((warning) => warning.set ?? []))];
  const { wrong } = failedInputs(error, result);
  const cause = causeOf(error, result);
  return [
    ...(set.length === 0 ? [] : [`Replace the placeholders of the export: ${flags(set)}`]),
    ...(wrong === undefined || error.card === undefined
      ? []
      : [`Correct the value of '${wrong}', or set it for this run: --set "${error.card.title}.${error.input}=…"`]),
    ...(cause === undefined ? [] : [`Check the request of '${cause.card}' (${outcomeOf(cause)}).`]),
  ];
}
