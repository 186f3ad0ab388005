import { z } from 'zod';

/** Clients send booleans also as the strings "true" and "false" (observed), so both are read. */
export function lenientBoolean(problem?: string) {
  return z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')], problem);
}
