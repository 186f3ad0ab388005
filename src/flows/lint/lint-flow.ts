import { shownName } from '../engine/typed-secrets.js';
import { type FlowText, loadFlow } from '../export/load-flow.js';
import { isPack } from '../export/model.js';
import { cutAt200 } from './cut-at-200.js';
import { LEVELS, type Level, type Lint } from './define-lint.js';
import { unencodedFormValue } from './encoding.js';
import { callInLoop, noDryRun, skippedNotRead, uncheckedAnswer } from './expensify.js';
import { hardCodedOktaID } from './hard-coded-okta-id.js';
import { createLintContext } from './lint-context.js';
import { noDryRunPath } from './no-dry-run-path.js';
import { requestInLoop } from './request-in-loop.js';
import { secretInExport } from './secret-in-export.js';
import { secretInURL } from './secret-in-url.js';
import { STRUCTURE, unfilledPlaceholder } from './structure.js';
import { uncalledHelper } from './uncalled-helper.js';
import { unhandledAPIError } from './unhandled-api-error.js';

/** All lints. `docs/reference/flow-lints.md` has a section for each, and a test compares the two. */
export const LINTS: readonly Lint[] = [
  unencodedFormValue,
  secretInURL,
  uncheckedAnswer,
  callInLoop,
  skippedNotRead,
  noDryRun,
  secretInExport,
  hardCodedOktaID,
  cutAt200,
  unhandledAPIError,
  requestInLoop,
  noDryRunPath,
  uncalledHelper,
  unfilledPlaceholder,
  ...STRUCTURE,
];

/** A problem that a lint found. */
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
 * Checks an export without running it; errors come first. Throws FlowFileError if the file is not an export.
 * @example lintFlow('provision.flow').filter(({ level }) => level === 'error')
 */
export function lintFlow(from: string | FlowText | object): readonly LintProblem[] {
  const pack = isPack(from) ? from : loadFlow(from);
  const context = createLintContext(pack);
  const shown = shownName(pack);
  const problems = LINTS.flatMap(({ code, level, why, fix, check }) =>
    check(context).map(({ flow, card, message }): LintProblem => {
      const named = card && { title: shown(card.title), id: card.id, address: card.address, uuid: card.uuid };
      return { code, level, flow: shown(flow), ...(named && { card: named }), message: shown(message), why, fix };
    }),
  );
  return problems.toSorted((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
}
