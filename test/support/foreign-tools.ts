import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import tools from '../../scripts/foreign-tools.json' with { type: 'json' };
import { ROOT } from './root.js';

export const TOOLS = join(ROOT, 'node_modules/.cache/foreign-tools');

/** The tool's program or library. Without it, the test is skipped with a message that says what to do. */
export function foreignTool(name: keyof typeof tools, context: TestContext): string {
  const { version, file } = tools[name];
  const folder = join(TOOLS, `${name}-${version}`);
  if (existsSync(join(folder, 'installed'))) return join(folder, file);
  const reason = `${name} ${version} is not installed: run node scripts/foreign-tools.mjs`;
  console.warn(`Skipped "${context.task.name}": ${reason}.`);
  return context.skip(reason);
}
