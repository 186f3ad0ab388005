import { DEMO } from '../../../src/emulator/seeds/demo.js';
import type { FlowExport, FlowResult, RunFlowOptions } from '../../../src/flows/index.js';
import { runFlow } from '../../../src/flows/index.js';
import type { Emulator } from '../../../src/index.js';

/** Values for the placeholders of a fixture, for an emulator. */
export function settingsFor(emulator: Emulator): Record<string, unknown> {
  return {
    'Settings.partnerUserID': emulator.credentials.partnerUserID,
    'Settings.partnerUserSecret': emulator.credentials.partnerUserSecret,
    'Settings.Sales policy': DEMO.mainPolicyID,
    'Settings.Engineering policy': DEMO.secondPolicyID,
  };
}

/** Runs a fixture against an emulator, at a fixed time, with all placeholders replaced. */
export function runFixture(flow: FlowExport, emulator: Emulator, options: RunFlowOptions = {}): Promise<FlowResult> {
  const { set = {}, ...others } = options;
  return runFlow(flow, { target: emulator, clock: '2026-01-31T09:00:00Z', set: { ...settingsFor(emulator), ...set }, ...others });
}

/** The records of the feed in the last request of a run. */
export function sentEmployees(result: FlowResult): Record<string, unknown>[] {
  const body = result.requests.at(-1)?.body ?? '';
  return JSON.parse(new URLSearchParams(body).get('data') ?? '{"Employees":[]}').Employees;
}
