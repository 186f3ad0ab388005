import type { OptionFacts } from '../emulator/option-facts.js';
import { START_OPTIONS } from '../emulator/options.js';

/** Options whose values are never shown. */
export const SECRET_OPTIONS: ReadonlySet<string> = new Set(START_OPTIONS.filter(({ isSecret }) => isSecret).map(({ key }) => key));

export const OPTION_NAMES: readonly string[] = START_OPTIONS.map(({ key }) => key);

/** What an option is for, with its bound. */
export function describeOption({ about, max }: OptionFacts): string {
  return max === undefined ? about : `${about}, at most ${max}`;
}

/** `consolePort` → `EXPENSIFY_EMULATOR_CONSOLE_PORT` */
export function environmentName(option: string): string {
  return `EXPENSIFY_EMULATOR_${kebab(option).replaceAll('-', '_').toUpperCase()}`;
}

/** `consolePort` → `--console-port` */
export function flagName(option: string): string {
  return `--${kebab(option)}`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
