import { loadFlow, suggestStubs } from '../flows/index.js';

/** Prints the stubs that an export needs, as YAML for `--stubs`; exit code 0. */
export function flowStubs(file: string, { flow }: { readonly flow?: string }): number {
  process.stdout.write(suggestStubs(loadFlow(file), flow));
  return 0;
}
