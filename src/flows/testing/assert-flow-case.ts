import { UserError } from '../../util/user-error.js';
import type { CaseTools } from './case-emulator.js';
import { caseText } from './cases-text.js';
import type { FlowCase } from './flow-case.js';
import { runFlowCase } from './run-flow-case.js';

/** A case of a flow that failed; the message is the same as in `flow test`. */
export class FlowCaseFailed extends UserError {
  override readonly name = 'FlowCaseFailed';

  override get exitCode(): number {
    return 1;
  }
}

/**
 * Runs one case in a test of vitest, Jest or node:test. Throws FlowCaseFailed with the expected and actual values.
 * @example for (const flowCase of readFlowCases('cases.yaml')) test(flowCase.name, () => assertFlowCase(flowCase, { createEmulator }));
 */
export async function assertFlowCase(flowCase: FlowCase, tools: CaseTools): Promise<void> {
  const { report } = await runFlowCase(flowCase, tools);
  if (!report.passed) throw new FlowCaseFailed(caseText(report).trim());
}
