import type { Card, Slot } from '../export/model.js';
import { DECIDING, type Lint, type LintContext } from './define-lint.js';
import { holds, httpAnswer, httpInput } from './http-cards.js';

export const uncheckedAnswer: Lint = {
  code: 'unchecked-answer',
  level: 'error',
  why: 'The Integration Server returns HTTP 200 even when it refuses a request. Without a check of responseCode, the flow ends as a success.',
  fix: 'Parse the body and add a Return Error If card: responseCode not equal to 200.',
  check: ({ calls, dataFlow }) =>
    calls.flatMap(({ card, place }) => {
      const answer = httpAnswer(card);
      const reached = answer === undefined ? new Set<Slot>() : dataFlow.downstream([answer]);
      const isChecked = [...reached].some((slot) => DECIDING.has(dataFlow.cardOf(slot)?.id ?? ''));
      return isChecked
        ? []
        : [{ flow: place.top.name, card, message: `Nothing checks the responseCode in the response of '${card.title}'.` }];
    }),
};

export const callInLoop: Lint = {
  code: 'call-in-loop',
  level: 'warning',
  why: 'The service accepts 5 requests in 10 seconds and 20 in a minute. With one call per person, the sixth call is refused.',
  fix: 'Build the list of employees first and send it in one request: data={"Employees":[…]}.',
  check: ({ calls, looped }) =>
    calls
      .filter(({ place }) => looped.has(place.flow))
      .map(({ card, place }) => ({
        flow: place.top.name,
        card,
        message: `'${card.title}' is called for each item of ${looped.get(place.flow)}.`,
      })),
};

export const skippedNotRead: Lint = {
  code: 'skipped-not-read',
  level: 'warning',
  why: 'If the service skips a person, responseCode is still 200. Only skippedEmployees shows it.',
  fix: 'Get skippedEmployees from the response and add a Return Error If card: is not empty.',
  check: (context) =>
    updateCalls(context)
      .filter(({ card }) => !downstreamMentions(card, 'skippedEmployees', context))
      .map(({ card, place }) => ({
        flow: place.top.name,
        card,
        message: `Nothing reads skippedEmployees in the response of '${card.title}'.`,
      })),
};

export const noDryRun: Lint = {
  code: 'no-dry-run',
  level: 'note',
  why: 'Without dry-run, the first test of a change runs on real people.',
  fix: 'Add a key dry-run to the job and set it from an Assign card, so that you can test the flow.',
  check: (context) =>
    updateCalls(context)
      .filter(({ card }) => !upstreamMentions(card, 'dry-run', context))
      .map(({ card, place }) => ({
        flow: place.top.name,
        card,
        message: `The job of '${card.title}' has no dry-run key, so you can't test the job safely.`,
      })),
};

/** Calls whose job is `update employees`, judging by the typed-in texts. */
function updateCalls(context: LintContext): LintContext['calls'] {
  return context.calls.filter(({ card }) => upstreamMentions(card, 'employees', context) || upstreamMentions(card, 'Employees', context));
}

function upstreamMentions(card: Card, word: string, { dataFlow }: LintContext): boolean {
  const inputs = (['URL', 'Query', 'Body'] as const).flatMap((name) => httpInput(card, name) ?? []);
  return [...dataFlow.upstream(inputs)].some((slot) => slot.key === word || holds(slot, word));
}

function downstreamMentions(card: Card, word: string, { dataFlow }: LintContext): boolean {
  const answer = httpAnswer(card);
  if (answer === undefined) return false;
  const cards = new Set([...dataFlow.downstream([answer])].map((slot) => dataFlow.cardOf(slot)));
  return [...cards].some((each) =>
    [...(each?.inputs ?? []), ...(each?.outputs ?? [])].some(
      (slot) => slot.key.includes(word) || slot.path?.includes(word) === true || holds(slot, word),
    ),
  );
}
