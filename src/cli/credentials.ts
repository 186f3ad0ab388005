import { askConsole, consoleUrl } from './console-client.js';
import { UsageError } from './usage-error.js';

/** Makes a pair on a running emulator and prints it as JSON. */
export async function createCredentials(flags: {
  readonly actsAs: string;
  readonly company?: string;
  readonly url?: string;
}): Promise<void> {
  const { actsAs, company, url } = flags;
  const response = await askConsole(consoleUrl(url), 'credentials', { method: 'POST', body: JSON.stringify({ actsAs, company }) });
  const answer: unknown = await response.json().catch(() => {
    throw new UsageError(`${consoleUrl(url)} is no console of an emulator: name it with --url.`);
  });
  if (!response.ok) {
    const detail = typeof answer === 'object' && answer !== null && 'detail' in answer ? answer.detail : `HTTP ${response.status}`;
    throw new UsageError(String(detail));
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
