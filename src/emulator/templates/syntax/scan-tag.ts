/** What starts with `<#`, `</#`, `<@`, `</@` or `${`. */
export type Opening =
  | { readonly kind: 'interpolation' | 'comment' | 'call' | 'text'; readonly end: number }
  | { readonly kind: 'call-end'; readonly end: number }
  | { readonly kind: 'directive' | 'end-tag'; readonly name: string; readonly end: number }
  /** Looks like a directive, but is not written like one or has an unknown name. */
  | { readonly kind: 'unknown'; readonly name: string; readonly isEnd: boolean; readonly end: number };

/** What follows the name of a directive: a space and parameters, or immediately the end of the tag. */
const WITH_PARAMETERS = ['if', 'elseif', 'list', 'items', 'assign', 'local', 'global', 'function', 'macro', 'return', 'nested'];
const BARE = [
  'sep',
  'compress',
  'attempt',
  'recover',
  'comment',
  'noparse',
  'else',
  't',
  'lt',
  'rt',
  'nt',
  'break',
  'continue',
  'return',
  'nested',
];
/** These may also end with `/>`. */
const EMPTY = new Set(['else', 't', 'lt', 'rt', 'nt', 'break', 'continue', 'return', 'nested']);
const WITH_END_TAG = new Set([
  'if',
  'list',
  'items',
  'sep',
  'assign',
  'local',
  'global',
  'function',
  'macro',
  'compress',
  'attempt',
  'recover',
  'comment',
  'noparse',
]);

/** Directives of FreeMarker 2.3.34 that are not implemented here. */
export const OTHER_DIRECTIVES: ReadonlySet<string> = new Set(
  (
    'autoesc call case default escape fallback flush foreach ftl import include noautoesc noescape on outputformat recurse setting stop ' +
    'switch transform visit'
  ).split(' '),
);

const NAME = /[A-Za-z_]+/y;
const OPENING = /\$\{|#\{|<\/?[#@]/g;

/** The next position in the text where something other than text may begin, or undefined. */
export function findOpening(text: string, from: number): number | undefined {
  OPENING.lastIndex = from;
  return OPENING.exec(text)?.index;
}

/** What begins at a position that `findOpening` found. */
export function readOpening(text: string, start: number): Opening {
  if (text.startsWith('${', start)) return { kind: 'interpolation', end: start + 2 };
  if (text.startsWith('<#--', start)) return { kind: 'comment', end: start + 4 };
  if (text.startsWith('<@', start)) return { kind: 'call', end: start + 2 };
  if (text.startsWith('</@', start)) return readCallEnd(text, start);
  if (text.startsWith('<#', start)) return readDirective(text, start + 2);
  if (text.startsWith('</#', start)) return readEndTag(text, start + 3);
  return { kind: 'unknown', name: '#{', isEnd: false, end: start + 2 };
}

function readCallEnd(text: string, start: number): Opening {
  const match = /^<\/@[^\s<>]*\s*>/.exec(text.slice(start, start + 300));
  return match === null ? { kind: 'text', end: start + 3 } : { kind: 'call-end', end: start + match[0].length };
}

function nameAt(text: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(text)?.[0] ?? '';
}

function readDirective(text: string, at: number): Opening {
  const written = nameAt(text, at);
  if (written === '') return { kind: 'text', end: at };
  const name = written === 'elseIf' ? 'elseif' : written;
  const end = at + written.length;
  if (WITH_PARAMETERS.includes(name) && /\s/.test(text.charAt(end))) return { kind: 'directive', name, end };
  const close = /^\s*\/?>/.exec(text.slice(end, end + 300))?.[0];
  if (BARE.includes(name) && close !== undefined && (!close.includes('/') || EMPTY.has(name))) return { kind: 'directive', name, end };
  return { kind: 'unknown', name: written, isEnd: false, end };
}

function readEndTag(text: string, at: number): Opening {
  const name = nameAt(text, at);
  if (name === '') return { kind: 'text', end: at };
  const close = /^\s*>/.exec(text.slice(at + name.length, at + name.length + 300))?.[0];
  if (WITH_END_TAG.has(name) && close !== undefined) return { kind: 'end-tag', name, end: at + name.length + close.length };
  return { kind: 'unknown', name, isEnd: true, end: at + name.length };
}
