import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CasesReport, caseText, type FlowCase, type FlowExport, readFlowCases, runFlowCases } from '../../../src/flows/index.js';
import { createEmulator } from '../../../src/index.js';
import { provisionFlow } from '../fixtures/provision.js';
import { LOST_USER, NEW_SELLER } from '../fixtures/users.js';

/** A folder with files, which is deleted after the tests; content that is not text is written as JSON. */
export function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'flow-cases-'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** The cases of a file next to `flow.flow` and `users.json`. */
export function casesOf(
  text: string,
  { flow = provisionFlow(), ...files }: { flow?: FlowExport } & Record<string, unknown> = {},
): readonly FlowCase[] {
  const folder = folderOf({ 'flow.flow': flow, 'users.json': [NEW_SELLER, LOST_USER], 'cases.yaml': text, ...files });
  return readFlowCases(join(folder, 'cases.yaml'));
}

/** Settings of all cases that provision a user. */
const PROVISION = `
flow: flow.flow
users: users.json
clock: 2026-01-31T09:00:00Z
set: { Settings.Sales policy: A1B2C3D4E5F60001 }
`;

/** One case that provisions Nina and expects something, or with \`more\` something else. */
export function provisionCase(expect: string, more = 'input: { User ID: 00uNina }'): readonly FlowCase[] {
  return casesOf(`${PROVISION}cases:\n  - { name: the case, ${more}, expect: { ${expect} } }\n`);
}

export function run(cases: readonly FlowCase[], failOn: Parameters<typeof runFlowCases>[1]['failOn'] = []): Promise<CasesReport> {
  return runFlowCases(cases, { createEmulator, failOn });
}

/** The first case as a terminal shows it, without its name and place. */
export async function shownOf(cases: readonly FlowCase[], failOn: Parameters<typeof runFlowCases>[1]['failOn'] = []): Promise<string> {
  const [report] = (await run(cases, failOn)).cases;
  return report === undefined ? '' : caseText(report).replace(/ {2}\(\S+\)$/m, '');
}
