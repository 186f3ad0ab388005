import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/runtime/random.js';
import { cleanUpPrograms, temporaryFolder } from '../support/program.js';

cleanUpPrograms();

const KILLS = 200;
const CHILD = join(import.meta.dirname, '../support/killed-emulator.mjs');

interface Line {
  readonly found?: readonly string[];
  readonly faults?: number;
  readonly confirmed?: string;
  readonly problem?: string;
}

/** Everything that one emulator printed until it was killed. */
async function run(stateFile: string, number: number, lives: number): Promise<Line[]> {
  const child = spawn(process.execPath, [CHILD, stateFile, String(number)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: Line[] = [];
  for await (const text of createInterface(child.stdout)) {
    lines.push(JSON.parse(text));
    // The changes that were confirmed before the kill arrived are still read.
    if (lines.length === lives) child.kill('SIGKILL');
  }
  return lines;
}

test('of the changes that 200 killed emulators confirmed, none is missing, and the state is readable after each kill', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  const random = createRandom(4310);
  const confirmed = new Set<string>();
  for (let kill = 0; kill <= KILLS; kill++) {
    // Some are killed while they put together what the one before left.
    const lines = await run(stateFile, kill, random.integer(1, kill % 3 === 0 ? 3 : 80));
    const [{ found, problem } = {}] = lines;
    expect(problem).toBeUndefined();
    const here = new Set(found);
    expect([...confirmed].filter((change) => !here.has(change))).toEqual([]);
    for (const line of lines) if (line.confirmed !== undefined) confirmed.add(line.confirmed);
  }
  expect(confirmed.size).toBeGreaterThan(KILLS);
  expect(readdirSync(join(stateFile, '..')).filter((name) => name.includes('damaged'))).toEqual([]);
  // Each kill is a start of Node.
}, 600_000);
