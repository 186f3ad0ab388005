import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { readEmployees } from './emulator.js';
import { MAIN } from './people.js';

const folders: string[] = [];

/** All files are removed after the test. */
export function cleanUpFiles(): void {
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}

/** Creates a file with this name in its own folder and returns its path. */
export function fileOf(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  folders.push(folder);
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export interface Person {
  employeeEmail: string;
  employeeID: string;
  policyID: string;
  managerEmail: string;
  role?: string;
  [field: string]: unknown;
}

/** The members of a policy as rows that keep them unchanged. */
export async function peopleAsTheyAre(emulator: Emulator, policyID: string = MAIN): Promise<Person[]> {
  const members = await readEmployees(emulator, policyID);
  return members.map(({ email, employeeID, role, submitsTo }, index) => ({
    employeeEmail: email,
    employeeID: employeeID ?? `X${index}`,
    policyID,
    managerEmail: submitsTo ?? email,
    role,
  }));
}
