import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { inheritedEnvironment } from './program.js';
import { ROOT } from './root.js';

interface ActionStep {
  readonly run: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
}

/** action.yml as GitHub reads it. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly ActionStep[] };
}

export const action: Action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));

export interface StepResult {
  readonly code: number;
  readonly stdout: string;
  /** What the step has set for later steps of the job. */
  readonly environment: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs the step of action.yml with bash, with the given inputs, in a folder that stands for the runner's workspace. */
export function runAction(
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  const [step] = action.runs.steps;
  if (step === undefined) throw new Error('action.yml has no step');
  const fill = (text: string): string =>
    text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_whole, name: string) => inputs[name] ?? action.inputs[name]?.default ?? '');
  const files = { GITHUB_ENV: join(workspace, '.github-env'), GITHUB_OUTPUT: join(workspace, '.github-output') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const variables = {
    ...inheritedEnvironment(),
    XDG_RUNTIME_DIR: workspace,
    ...env,
    ...files,
    GITHUB_ACTION_PATH: ROOT,
    ...Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, fill(text)])),
  };
  return new Promise((resolve) => {
    execFile('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], { cwd: workspace, env: variables }, (error, stdout) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, stdout, environment: readEntries(files.GITHUB_ENV), outputs: readEntries(files.GITHUB_OUTPUT) });
    });
  });
}

/** `name<<delimiter`, lines, `delimiter`, as the runner reads them. */
function readEntries(file: string): Record<string, string> {
  const entries = readFileSync(file, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2\n/gm);
  return Object.fromEntries([...entries].map(([, name = '', , value = '']) => [name, value]));
}
