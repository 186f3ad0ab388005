import { spawn, spawnSync } from 'node:child_process';
import { inheritedEnvironment, MAIN_JS } from './program.js';

/** `script` of util-linux opens a pseudo-terminal, which Node cannot. */
export const HAS_TERMINAL = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false;

export interface TerminalOptions {
  readonly columns: number;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What the program prints to a terminal of so many columns, stdout and stderr as they come, and its exit code. */
export function runInTerminal(args: readonly string[], { columns, cwd, env }: TerminalOptions): Promise<{ text: string; code: number }> {
  const program = [process.execPath, MAIN_JS, ...args].map(quote).join(' ');
  const command = `stty cols ${columns} rows 50; exec ${program}`;
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd,
    env: { ...inheritedEnvironment(), TERM: 'xterm', SHELL: '/bin/sh', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ text: visible(text), code: code ?? -1 }));
  });
}

/** What is left on the screen of a line that was written several times, such as progress. */
function visible(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\u001b[K', '').split('\n');
  return lines.map((line) => line.split('\r').at(-1)).join('\n');
}

function quote(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
