import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The package's version, from its package.json: the one place where it stands. */
export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
