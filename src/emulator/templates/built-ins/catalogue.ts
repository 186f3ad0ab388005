import { DATES } from './dates.js';
import type { BuiltIn } from './define-built-in.js';
import { KINDS } from './kinds.js';
import { LISTS } from './lists.js';
import { NUMBERS } from './numbers.js';
import { STRINGS } from './strings.js';

/** The built-ins that are implemented, by name. */
export const BUILT_INS: ReadonlyMap<string, BuiltIn> = new Map(
  [STRINGS, NUMBERS, DATES, LISTS, KINDS].flatMap((family) => Object.entries(family)),
);
