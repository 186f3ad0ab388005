import type { Card, Slot } from '../export/model.js';
import { DECIDING, type Lint, type LintContext } from './define-lint.js';
import { holds, httpAnswer, httpInput } from './http-cards.js';

export const uncheckedAnswer: Lint = {
  code: 'unchecked-answer',
  level: 'error',
  why: 'The Integration Server answers HTTP 200 when it fails; only responseCode says so, and the flow would end as if all were well.',
  fix: 'Parse the body and put a Return Error If behind it: responseCode not equal to 200.',
  check: ({ calls, dataFlow }) =>
    calls.flatMap(({ card, place }) => {
      const answer = httpAnswer(card);
      const reached = answer === undefined ? new Set<Slot>() : dataFlow.downstream([answer]);
      const isChecked = [...reached].some((slot) => DECIDING.has(dataFlow.cardOf(slot)?.id ?? ''));
      return isChecked ? [] : [{ flow: place.top.name, card, message: `Nothing looks at the responseCode that '${card.title}' brings.` }];
    }),
};

export const callInLoop: Lint = {
  code: 'call-in-loop',
  level: 'warning',
  why: 'The service takes 5 requests in 10 seconds and 20 in a minute; a call for each person is refused from the sixth on.',
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
  why: 'A person the service skips is told only in skippedEmployees, under responseCode 200.',
  fix: 'Get skippedEmployees of the answer and put a Return Error If behind it: is not empty.',
  check: (context) =>
    updateCalls(context)
      .filter(({ card }) => !downstreamMentions(card, 'skippedEmployees', context))
      .map(({ card, place }) => ({
        flow: place.top.name,
        card,
        message: `Nothing reads the skippedEmployees that '${card.title}' brings.`,
      })),
};

export const noDryRun: Lint = {
  code: 'no-dry-run',
  level: 'note',
  why: 'Without dry-run the first try of a change is on real people.',
  fix: 'Give the job a key dry-run, from an Assign card, so that the flow can be tried.',
  check: (context) =>
    updateCalls(context)
      .filter(({ card }) => !upstreamMentions(card, 'dry-run', context))
      .map(({ card, place }) => ({
        flow: place.top.name,
        card,
        message: `The job of '${card.title}' cannot be tried: it has no dry-run.`,
      })),
};

/** Calls whose job is `update employees`, as far as what is typed into the boxes says so. */
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
