import { messageOf } from '../../util/error-message.js';
import { UserError } from '../../util/user-error.js';
import type { FlowResult } from '../engine/result.js';
import type { RunRecord } from '../engine/run-record.js';
import { chooseFlow } from '../engine/start.js';
import { type Card, withInline } from '../export/model.js';
import { withOwnCredentials } from '../export/with-own-credentials.js';
import { runFlow } from '../run-flow.js';
import type { CaseEmulator, CaseTools } from './case-emulator.js';
import type { CaseFailure, CaseReport } from './case-report.js';
import { cleanExpected } from './clean-expected.js';
import { compareCase } from './compare-case.js';
import type { FlowCase } from './flow-case.js';
import { type Seen, toSeen } from './seen.js';
import { showMismatch } from './show-mismatch.js';

/** A case that was run. */
export interface CaseRun {
  readonly report: CaseReport;
  /** Undefined for a case that could not start. */
  readonly result?: FlowResult;
  /** All cards that ran. */
  readonly cards: ReadonlySet<Card>;
  /** The positions of the case's stubs that were used. */
  readonly stubs: ReadonlySet<number>;
  /** Removes the run's secrets from a text; undefined for a case that could not start. */
  redact?(text: string): Promise<string>;
}

/** Maximum number of failures reported for one case. */
const MAX_FAILURES = 50;

/**
 * Runs one case with a private emulator and compares the result. The report contains unmet expectations, and problems that
 * prevent the run, such as a stub for a card that the export does not have.
 * @example const { report } = await runFlowCase(flowCase, { createEmulator }); report.passed
 */
export async function runFlowCase(flowCase: FlowCase, { createEmulator }: CaseTools): Promise<CaseRun> {
  const { seed, options, faults } = flowCase;
  let emulator: CaseEmulator | undefined;
  try {
    emulator = await createEmulator({
      listen: false,
      ...(seed !== undefined && { seed }),
      ...(options.scim !== undefined && { scim: true }),
      ...(options.clock !== undefined && { clock: options.clock }),
    });
    for (const fault of faults) emulator.faults.add(fault);
    return await runWith(flowCase, emulator);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { report: { ...reportOf(flowCase), passed: false, problem: messageOf(error) }, cards: new Set(), stubs: new Set() };
  } finally {
    await emulator?.close();
  }
}

async function runWith(flowCase: FlowCase, emulator: CaseEmulator): Promise<CaseRun> {
  const { pack, options, stubs } = flowCase;
  let record: RunRecord | undefined;
  const result = await runFlow(pack, {
    ...options,
    flow: chooseFlow(pack, options.flow).uuid,
    set: withOwnCredentials(pack, options.set ?? {}, { ...emulator.credentials }),
    target: emulator,
    stubs: stubs.map(({ stub }) => stub),
    onEnd: (ended) => {
      record = ended;
    },
  });
  const seen = toSeen(result, emulator);
  const ended = record ?? { cards: new Set<Card>(), stubs: new Set<number>(), redact: async (text: string) => text };
  const failures = await failuresOf(flowCase, { result, seen, record: ended });
  const { error } = result;
  // A missing stub, a refused host or a limit ends the run, not the flow, so no case can expect it.
  if (error !== undefined && error.kind !== 'card') {
    const report = { ...reportOf(flowCase), flow: result.flow, passed: false, problem: error.message };
    return { report, result, ...ended };
  }
  const report: CaseReport = {
    ...reportOf(flowCase),
    flow: result.flow,
    passed: failures.length === 0,
    failures,
    ...(error !== undefined && {
      flowError: {
        message: error.message,
        ...(error.code !== undefined && { code: error.code }),
        ...(error.card !== undefined && { card: error.card.title }),
      },
    }),
    advisories: result.requests.flatMap(({ card, advisories }) => advisories.map(({ code, message }) => ({ code, message, card }))),
    skipped: seen.skipped,
  };
  return { report, result, ...ended };
}

async function failuresOf(
  { pack, expect }: FlowCase,
  { result, seen, record }: { readonly result: FlowResult; readonly seen: Seen; readonly record: RunRecord },
): Promise<readonly CaseFailure[]> {
  const cards = [...pack.flows.values()].flatMap((top) => [...withInline(top)].flatMap(({ flow }): readonly Card[] => flow.cards));
  const expected = await cleanExpected(expect, record.redact);
  const mismatches = compareCase(expected, { seen, ran: record.cards, cards, failed: result.error?.card?.uuid });
  return Promise.all(mismatches.slice(0, MAX_FAILURES).map((mismatch) => showMismatch(mismatch, seen, record.redact)));
}

function reportOf({ name, file, line }: FlowCase): CaseReport {
  return { name, file, line, flow: '', passed: true, failures: [], advisories: [], skipped: [] };
}
