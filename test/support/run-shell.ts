import { execFile } from 'node:child_process';
import { inheritedEnvironment } from './program.js';
import { ROOT } from './root.js';

export interface ShellOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a script in bash, which stops at the first command that fails, and returns what it prints. */
export function runShell(script: string, { cwd = ROOT, env = {} }: ShellOptions = {}): Promise<string> {
  const options = { cwd, env: { ...inheritedEnvironment(), NO_COLOR: '1', ...env } };
  return new Promise((resolve, reject) => {
    execFile('bash', ['-eu', '-c', script], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${error.message}\n${stdout}\n${stderr}`));
    });
  });
}
