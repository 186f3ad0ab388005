import { readJson } from '../util/read-json.js';
import { askConsole } from './console-client.js';
import { problemIn } from './console-problem.js';
import { type FindFlags, locateConsole } from './locate-console.js';
import { UsageError } from './usage-error.js';

/** Creates credentials in the running emulator and prints them as JSON. Throws UsageError. */
export async function createCredentials(flags: FindFlags & { readonly actsAs: string; readonly company?: string }): Promise<void> {
  const { actsAs, company } = flags;
  const { console } = await locateConsole(flags, process.env, process.cwd());
  const response = await askConsole(console, 'credentials', { method: 'POST', body: JSON.stringify({ actsAs, company }) });
  const text = await response.text();
  if (!response.ok) throw new UsageError(`No credentials were created: ${problemIn(text) ?? `HTTP ${response.status}`}`);
  process.stdout.write(`${JSON.stringify(readJson(text))}\n`);
}
