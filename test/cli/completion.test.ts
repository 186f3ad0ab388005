import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanUpPrograms, temporaryFolder } from '../support/program.js';
import { runHere } from '../support/run-here.js';

cleanUpPrograms();

const hasShell = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

async function scriptFile(shell: string): Promise<string> {
  const { stdout } = await runHere(['completion', shell]);
  const file = join(temporaryFolder(), `completion.${shell}`);
  writeFileSync(file, stdout);
  return file;
}

const FISH: string = 'fish';

/** What a shell offers for the last of these words. */
type Complete = (file: string, words: readonly string[]) => string[];

const inBash: Complete = (file, words) => {
  const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _expensify_emulator; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return lines(execFileSync('bash', ['--norc', '-c', script, 'bash', file, ...words], { encoding: 'utf8' }));
};

/** zsh completes only while a line is edited, so the functions that it calls for that are replaced by ones that print. */
const inZsh: Complete = (file, words) => {
  const script = `
    compdef() { : }
    compadd() { shift; print -l -- "$@" }
    _files() { print -- '(files)' }
    _describe() { local name=\${@[-1]}; print -l -- \${\${(P)name}%%:*} }
    source "$1"; shift; words=("$@"); CURRENT=$#; _expensify_emulator`;
  const offered = lines(execFileSync('zsh', ['-f', '-c', script, 'zsh', file, ...words], { encoding: 'utf8' }));
  return offered.filter((word) => word.startsWith(words.at(-1) ?? '') || word === '(files)');
};

const inFish: Complete = (file, words) => {
  const script = `source $argv[1]; complete -C "$argv[2]"`;
  const offered = lines(execFileSync(FISH, ['--no-config', '-c', script, file, words.join(' ')], { encoding: 'utf8' }));
  return offered.map((line) => line.split('\t')[0] ?? '');
};

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

const SHELLS: readonly (readonly [string, Complete])[] = [
  ['bash', inBash],
  ['zsh', inZsh],
  [FISH, inFish],
];

for (const [shell, complete] of SHELLS) {
  // This machine may not have every shell; the script itself is printed on all.
  test.skipIf(!hasShell(shell))(`${shell} completes commands, options and their values`, async () => {
    const file = await scriptFile(shell);
    const program = 'expensify-emulator';
    expect(complete(file, [program, 'tri'])).toEqual(['trigger']);
    expect(complete(file, [program, 'flow', 'li'])).toEqual(['lint']);
    expect(complete(file, [program, 'provision', 'plan', '--allow-rem'])).toEqual(['--allow-removals']);
    expect(complete(file, [program, '--console-p'])).toEqual(['--console-port']);
    expect(complete(file, [program, 'flow', 'run', 'a.flow', '--wait', '']).sort()).toEqual(['real', 'skip']);
    expect(complete(file, [program, 'completion', 'f'])).toEqual(['fish']);
  });

  test.skipIf(!hasShell(shell))(`${shell} loads the script without a word`, async () => {
    const file = await scriptFile(shell);
    const load = shell === 'zsh' ? `autoload -Uz compinit && compinit -u -d "$ZDOTDIR/.dump" && source ${file}` : `source ${file}`;
    const { stdout, stderr, status } = spawnSync(shell, ['-c', load], {
      encoding: 'utf8',
      env: { ...process.env, ZDOTDIR: temporaryFolder() },
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
  });
}

test('an unknown shell is refused', async () => {
  expect(await runHere(['completion', 'tcsh'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining("'tcsh'") });
});
