import type { Pack } from './model.js';
import { typedInputs } from './typed-inputs.js';

/**
 * Exports carry placeholders for credentials. With an emulator of its own, a run takes that emulator's credentials wherever
 * the export types some in and the user says nothing else, so that the first try does not fail for a wrong secret.
 */
export function withOwnCredentials(
  pack: Pack,
  set: Readonly<Record<string, unknown>>,
  credentials: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const filled = { ...set };
  for (const { title, key } of typedInputs(pack, Object.keys(credentials))) {
    const name = `${title}.${key}`;
    if (!Object.hasOwn(filled, name)) filled[name] = credentials[key];
  }
  return filled;
}
