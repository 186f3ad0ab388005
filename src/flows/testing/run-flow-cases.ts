import type { Card, Pack } from '../export/model.js';
import type { CaseTools } from './case-emulator.js';
import type { CaseFailure, CaseReport } from './case-report.js';
import { type Coverage, coverageOf } from './coverage.js';
import type { CaseStub, FlowCase } from './flow-case.js';
import { runFlowCase } from './run-flow-case.js';

/** What can fail cases in addition to their expectations. */
export const FAIL_ON = ['advisories', 'skipped', 'unused'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface RunFlowCasesOptions extends CaseTools {
  /** `advisories` and `skipped`: unless the case expects them. `unused`: stubs that no card used. */
  readonly failOn?: readonly FailOn[];
  /** Called after each case. */
  readonly onCase?: (report: CaseReport) => void;
}

/** The result of all cases. */
export interface CasesReport {
  readonly passed: boolean;
  readonly cases: readonly CaseReport[];
  /** Stubs of a file that no case uses: `cases.yaml: stubs[0] ('Send Message')`. */
  readonly unusedStubs: readonly string[];
  readonly coverage: Coverage;
}

/**
 * Runs cases one after the other, each with a private emulator, and reports which cards of their exports never ran.
 * @example const { passed, coverage } = await runFlowCases(readFlowCases('cases.yaml'), { createEmulator });
 */
export async function runFlowCases(cases: readonly FlowCase[], options: RunFlowCasesOptions): Promise<CasesReport> {
  const { failOn = [], onCase } = options;
  const reports: CaseReport[] = [];
  const ran = new Set<Card>();
  const unused = new Map<CaseStub, string>();
  for (const { file, stubs } of cases) for (const stub of stubs) if (stub.isShared) unused.set(stub, `${file}: ${describe(stub)}`);
  for (const flowCase of cases) {
    const run = await runFlowCase(flowCase, options);
    for (const card of run.cards) ran.add(card);
    for (const position of run.stubs) {
      const stub = flowCase.stubs[position];
      if (stub !== undefined) unused.delete(stub);
    }
    const own = flowCase.stubs.filter(({ isShared }, index) => !isShared && !run.stubs.has(index));
    const report = withFailures(run.report, [...failuresOn(failOn, run.report, flowCase), ...unusedFailures(failOn, own)]);
    reports.push(report);
    onCase?.(report);
  }
  const packs = new Set<Pack>(cases.map(({ pack }) => pack));
  const unusedStubs = [...unused.values()];
  const passed = reports.every((report) => report.passed) && !(failOn.includes('unused') && unusedStubs.length > 0);
  return { passed, cases: reports, unusedStubs, coverage: coverageOf(packs, ran) };
}

/** For a case that could not be run, the reason is already reported. */
function withFailures(report: CaseReport, more: readonly CaseFailure[]): CaseReport {
  if (report.problem !== undefined || more.length === 0) return report;
  return { ...report, passed: false, failures: [...report.failures, ...more] };
}

/** Only cases without expectations about these: others are already compared, and armed faults cause them on purpose. */
function failuresOn(failOn: readonly FailOn[], { advisories, skipped }: CaseReport, { expect, faults }: FlowCase): CaseFailure[] {
  const isExpected: Readonly<Record<string, boolean>> = {
    'fault-injected': faults.length > 0,
    'skipped-records': expect.skipped !== undefined,
  };
  const isJudged = failOn.includes('advisories') && expect.advisories === undefined;
  const advised = isJudged ? advisories.filter(({ code }) => isExpected[code] !== true) : [];
  const left = failOn.includes('skipped') && expect.skipped === undefined ? skipped : [];
  return [
    ...advised.map(({ code, message, card }) => ({ path: 'advisories', message: `${code}: ${message}`, from: `request of '${card}'` })),
    ...left.map(({ email, reason, card }) => ({
      path: 'skipped',
      message: `${email || 'An employee'} was skipped: ${reason}`,
      from: `request of '${card}'`,
    })),
  ];
}

function unusedFailures(failOn: readonly FailOn[], stubs: readonly CaseStub[]): CaseFailure[] {
  if (!failOn.includes('unused')) return [];
  return stubs.map((stub) => ({ path: stub.place, message: `No card used ${describe(stub)}.` }));
}

function describe({ place, stub }: CaseStub): string {
  return `${place} ('${String(stub.card)}')`;
}
