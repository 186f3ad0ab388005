import { inspect } from 'node:util';

export type Colour = 'green' | 'red' | 'yellow' | 'blue' | 'cyan' | 'bold' | 'dim';
/** Colours a text, or returns it unchanged. */
export type Paint = (colour: Colour, text: string) => string;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * True if output to this stream should be coloured. NO_COLOR (https://no-color.org) turns colours off, FORCE_COLOR turns
 * them on where there is no terminal, and `FORCE_COLOR=0` turns them off. If both are set, NO_COLOR wins, as it does in commander's help.
 */
export function hasColours(stream: { readonly isTTY?: boolean }, environment: Environment = process.env): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb';
}

/** The one source of colours for every command. */
export function createPaint(isOn: boolean): Paint {
  return isOn ? inColour : (_colour, text) => text;
}

/** Not `styleText`: newer versions of Node let it decide about the terminal again, by rules of their own. */
function inColour(colour: Colour, text: string): string {
  const [open, close] = inspect.colors[colour] ?? [0, 0];
  return `\u001b[${open}m${text}\u001b[${close}m`;
}
