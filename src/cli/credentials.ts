import { askConsole, findConsole } from './console-client.js';
import { UsageError } from './usage-error.js';

/** Makes a pair on a running emulator and prints it as JSON. */
export async function createCredentials(flags: {
  readonly actsAs: string;
  readonly company?: string;
  readonly url?: string;
  readonly config?: string;
}): Promise<void> {
  const { actsAs, company } = flags;
  const found = await findConsole(flags);
  const response = await askConsole(found, 'credentials', { method: 'POST', body: JSON.stringify({ actsAs, company }) });
  const answer: unknown = await response.json().catch(() => {
    throw new UsageError(`${found.url} is no console of an emulator: name it with --url.`);
  });
  if (!response.ok) {
    const detail = typeof answer === 'object' && answer !== null && 'detail' in answer ? answer.detail : `HTTP ${response.status}`;
    throw new UsageError(String(detail));
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
