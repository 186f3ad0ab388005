import { askConsole, consoleUrl } from './console-client.js';

/** 0 when an emulator answers, else 1 with a line on stderr. */
export async function healthcheck(url: string | undefined): Promise<number> {
  try {
    const response = await askConsole(consoleUrl(url), 'health');
    if (response.ok) return 0;
    process.stderr.write(`The console answered HTTP ${response.status}.\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  }
  return 1;
}
