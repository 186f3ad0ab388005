import { vi } from 'vitest';
import { run } from '../../src/cli/run.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a command line that ends by itself in this process, with only the given EXPENSIFY_ variables. */
export async function runHere(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      // Node can warn about the shared worker at any time. That is not output of the command.
      if (!/^\(node:\d+\)|^\(Use `node /.test(String(text))) said[name] += String(text);
      return true;
    }),
  );
  const before = SIGNALS.map((signal) => process.listeners(signal));
  for (const name of Object.keys(process.env)) if (name.startsWith('EXPENSIFY_')) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  try {
    return { code: await run(args), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
    // A command keeps its listeners until its process ends, which does not happen here.
    SIGNALS.forEach((signal, index) => {
      for (const listener of process.listeners(signal)) if (!before[index]?.includes(listener)) process.off(signal, listener);
    });
  }
}
