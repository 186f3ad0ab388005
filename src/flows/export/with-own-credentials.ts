import type { Pack } from './model.js';
import { typedInputs } from './typed-inputs.js';

/**
 * Exports contain placeholders for credentials. A run with a private emulator uses that emulator's credentials wherever the
 * export has typed-in credentials that the user does not override, so the first try doesn't fail because of a wrong secret.
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
