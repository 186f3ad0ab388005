import { type FlowText, loadFlow } from '../export/load-flow.js';
import { isPack, type Pack, type Slot, withInline } from '../export/model.js';
import { DataFlow } from './data-flow.js';
import { LEVELS, type Level, type Lint, type LintContext } from './define-lint.js';
import { unencodedFormValue } from './encoding.js';
import { callInLoop, noDryRun, skippedNotRead, uncheckedAnswer } from './expensify.js';
import { holds, httpInput, isHttpCard } from './http-cards.js';
import { secretInExport, secretInURL } from './secrets.js';
import { STRUCTURE, unfilledPlaceholder } from './structure.js';

/** Every lint. `docs/reference/flow-lints.md` has a section for each, and a test checks the two against each other. */
export const LINTS: readonly Lint[] = [
  unencodedFormValue,
  secretInURL,
  uncheckedAnswer,
  callInLoop,
  skippedNotRead,
  noDryRun,
  secretInExport,
  unfilledPlaceholder,
  ...STRUCTURE,
];

/** Something a lint found. */
export interface LintProblem {
  readonly code: string;
  readonly level: Level;
  readonly flow: string;
  readonly card?: { readonly title: string; readonly id: string; readonly address: string; readonly uuid: string };
  readonly message: string;
  readonly why: string;
  readonly fix: string;
}

/**
 * Looks through an export without running it; errors come first. Throws FlowFileError when it is no export.
 * @example lintFlow('provision.flow').filter(({ level }) => level === 'error')
 */
export function lintFlow(from: string | FlowText | object): readonly LintProblem[] {
  const pack = isPack(from) ? from : loadFlow(from);
  const context = createContext(pack);
  const problems = LINTS.flatMap(({ code, level, why, fix, check }) =>
    check(context).map(({ flow, card, message }): LintProblem => {
      const named = card && { title: card.title, id: card.id, address: card.address, uuid: card.uuid };
      return { code, level, flow, ...(named && { card: named }), message, why, fix };
    }),
  );
  return problems.toSorted((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
}

function createContext(pack: Pack): LintContext {
  const dataFlow = new DataFlow(pack);
  const places = [...pack.flows.values()].flatMap((top) => [...withInline(top)].map(({ flow, path }) => ({ flow, top, path })));
  const isExpensify = (url: Slot | undefined): boolean =>
    url !== undefined &&
    [...dataFlow.upstream([url])].some((slot) => holds(slot, 'ExpensifyIntegrations') || holds(slot, 'integrations.expensify.com'));
  const calls = places.flatMap((place) =>
    place.flow.cards.filter((card) => isHttpCard(card) && isExpensify(httpInput(card, 'URL'))).map((card) => ({ place, card })),
  );
  return { pack, dataFlow, places, calls };
}
