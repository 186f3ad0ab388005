import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { version } from '../../../src/util/version.js';
import { freePortBeforeAnother } from '../../support/free-ports.js';
import { ROOT } from '../../support/root.js';
import { HAS_TERMINAL, runInTerminal } from '../../support/terminal.js';
import { MISTAKES, NOT_RUN, SESSION } from './session.js';
import { everyHelp, type HelpPage } from './walk.js';

// `npx vitest run --project package test/cli/transcript --update` writes the transcripts. Read them before you commit them.

const FILES = [
  'okta-flow/provision.flow',
  'okta-flow/users.json',
  'okta-flow/cases.yaml',
  'provisioning/people.csv',
  'provisioning/map.yaml',
  'templates/expenses.ftl',
];

let folder: string;
let port: number;
beforeAll(async () => {
  // A fixed parent and a name of fixed length, as the width of a table depends on the length of what is in it.
  folder = mkdtempSync('/tmp/emulator-');
  mkdirSync(join(folder, 'runtime'), { mode: 0o700 });
  for (const file of FILES) copyFileSync(join(ROOT, 'examples', file), join(folder, file.split('/').at(-1) ?? ''));
  writeFileSync(join(folder, 'job.json'), '{"type":"get","inputSettings":{"type":"policyList"}}\n');
  port = await freePortBeforeAnother();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const terminal = (columns: number) => ({
  columns,
  cwd: folder,
  env: { XDG_RUNTIME_DIR: join(folder, 'runtime'), LANG: 'C.UTF-8', TZ: 'UTC' },
});

const wordsOf = (line: string): string[] =>
  [...line.replaceAll('{port}', String(port)).matchAll(/(?:[^\s']|'[^']*')+/g)].map(([word]) => word.replaceAll("'", ''));

/** Replaces what differs between two runs and between two machines, by something of the same length where a table depends on it. */
function mask(text: string): string {
  return text
    .replaceAll(folder, '/tmp/emulator-FOLDER')
    .replaceAll(ROOT, '/clone')
    .replaceAll(String(port + 1), '54311')
    .replaceAll(String(port), '54310')
    .replaceAll(version(), 'VERSION')
    .replaceAll(process.version, 'v20.0.0')
    .replace(/\b(process|pid)( +|:? ?)\d+/gi, '$1$2PID')
    .replace(/\b\d+(\.\d+)? (ms|s)\b/g, 'N $2')
    .replace(/ on \d{4}-\d\d-\d\d\b/g, ' on DATE')
    .replace(/\b[0-9a-f]{16}\.(log|json)\b/g, 'HASH.$1')
    .replace(/expensify-emulator-\w+\/HASH/g, 'expensify-emulator-USER/HASH')
    .replace(/localhost resolves to .*/g, 'localhost resolves to 127.0.0.1')
    .replace(/\b[0-9a-f]{40}\b/g, (found) => 'f'.repeat(found.length));
}

async function type(lines: readonly string[], columns: number): Promise<string> {
  let transcript = '';
  for (const line of lines) {
    const { text, code } = await runInTerminal(wordsOf(line), terminal(columns));
    transcript += `$ expensify-emulator ${line.replaceAll('{port}', '54310')}\n${mask(text).trimEnd()}\n[exit ${code}]\n\n`;
  }
  return transcript;
}

const printed = (pages: readonly HelpPage[]): string =>
  pages
    .map(({ command, text }) => `$ expensify-emulator ${command === '' ? '' : `${command} `}--help\n${mask(text).trimEnd()}\n\n`)
    .join('');

test.skipIf(!HAS_TERMINAL).each([80, 120])(
  'every help page, one use of each command and its mistakes, in a terminal of %i columns',
  async (columns) => {
    const pages = await everyHelp(terminal(columns));
    await expect(printed(pages)).toMatchFileSnapshot(`help-${columns}.txt`);
    const tooWide = pages
      .flatMap(({ text }) => text.split('\n'))
      .filter((line) => line.length > columns && !line.trimStart().startsWith('$ '));
    expect(tooWide).toEqual([]);

    const commands = pages
      .map(({ command }) => command)
      .filter((command) => command !== '' && !pages.some((page) => page.command.startsWith(`${command} `)));
    const missing = (lines: readonly string[]): string[] =>
      commands.filter((command) => !lines.some((line) => `${line} `.startsWith(`${command} `)));
    expect({ used: missing(SESSION), mistaken: missing(MISTAKES) }).toEqual({ used: NOT_RUN, mistaken: [] });

    await expect(await type(SESSION, columns)).toMatchFileSnapshot(`session-${columns}.txt`);
    await expect(await type(MISTAKES, columns)).toMatchFileSnapshot(`mistakes-${columns}.txt`);
  },
  300_000,
);
