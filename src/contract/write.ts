import { stringify } from 'yaml';
import type { z } from 'zod';
import { isObject } from '../util/is-object.js';
import { ContractError } from './contract-error.js';
import { expandFile } from './expand.js';
import { escapeHoles } from './fill.js';
import { NO_NAMES } from './names.js';
import type { interactionSchema } from './schema.js';
import { writtenFile } from './written.js';

/**
 * A contract file with one interaction. All code that writes contracts uses this. The file is parsed again before it is returned,
 * so it can be added to the suite. Throws a ContractError for an invalid interaction.
 */
export function writeInteraction(title: string, interaction: z.input<typeof interactionSchema>): string {
  const file = writtenFile.safeParse(withoutHoles({ title, interactions: [interaction] }));
  if (!file.success) throw new ContractError('the interaction cannot be written as a contract.');
  expandFile(file.data, NO_NAMES);
  return stringify({ title: file.data.title, interactions: file.data.interactions }, { lineWidth: 120 });
}

/** Recorded text may look like a name that the folder defines. */
function withoutHoles(value: unknown): unknown {
  if (typeof value === 'string') return escapeHoles(value);
  if (Array.isArray(value)) return value.map(withoutHoles);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [escapeHoles(key), withoutHoles(inner)]));
}
