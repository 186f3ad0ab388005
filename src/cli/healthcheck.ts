import { askConsole, findConsole } from './console-client.js';

/** 0 when an emulator answers, else 1 with a line on stderr. */
export async function healthcheck(flags: { readonly url?: string; readonly config?: string }): Promise<number> {
  try {
    const response = await askConsole(await findConsole(flags), 'health');
    if (response.ok) return 0;
    process.stderr.write(`The console answered HTTP ${response.status}.\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  }
  return 1;
}
