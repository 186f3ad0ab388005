import { canonical } from '../util/redact/canonical.js';
import { isCredentialsName } from '../util/redact/secret-names.js';
import { secretsInURL } from '../util/redact/secrets-in-url.js';
import { isOpenCredential, isSecretKey, looksLikeSecret } from './read-job.js';

/** As much of a text as the journal keeps, and a little more for a secret that is cut there. */
const MAX_PIECE_READ = 24 * 1024;
/** For all texts together: a form may have a thousand fields. */
const MAX_READ = 4 * MAX_PIECE_READ;
const MAX_SECRETS = 50;
const MAX_BLOCKS = 20;

/**
 * The secrets of an unreadable job: everything in its texts under keys such as `credentials`. Broken JSON is read as far
 * as possible, and rather too much is treated as secret than too little.
 */
export function looseSecrets(texts: Iterable<string>): string[] {
  const secrets = new Set<string>();
  let left = MAX_READ;
  for (const text of texts) {
    const start = text.slice(0, Math.min(MAX_PIECE_READ, left));
    left -= start.length;
    for (const block of blocksOf(canonical(start).text)) {
      for (const secret of secretsOfBlock(block)) if (secrets.size < MAX_SECRETS) secrets.add(secret);
    }
  }
  return [...secrets];
}

/** The text that belongs to each `credentials` key. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  for (let rest = text, start = startOfBlock(rest); start !== undefined; start = startOfBlock(rest)) {
    rest = rest.slice(start);
    // Each block means another search of the rest, so from this many blocks on the rest is one block.
    const block = blocks.length === MAX_BLOCKS ? rest : rest.slice(0, endOfBlock(rest));
    blocks.push(block);
    rest = rest.slice(block.length);
  }
  return blocks;
}

/** The index after the first key like `credentials`, even if misspelt. Undefined if there is none. */
function startOfBlock(text: string): number | undefined {
  for (const { 0: all, 1: name = '', index } of text.matchAll(KEY)) if (isCredentialsName(name)) return index + all.length;
  return undefined;
}

const KEY = /(\w{1,60})["']?\s*[:=]/g;
/** Space between two tokens. `canonical` reduces an escaped line end to `n` and an escaped tab to `t`. */
const GAP = String.raw`[\s0bfnrtv]*`;
/** Escapes are already undone here, so a quote ends a text only if it is followed by a character that can follow a text. */
const DOUBLE = String.raw`"((?:[^"]|"(?!${GAP}(?:[,}\]:]|$)))*)"?`;
const SINGLE = String.raw`'((?:[^']|'(?!${GAP}(?:[,}\]:]|$)))*)'?`;
const BRACES = new RegExp(`${DOUBLE}|${SINGLE}|[{}[\\]]`, 'g');
const OPENS = new RegExp(`^${GAP}([{[]?)`);
/** Where the job continues after its credentials if braces are missing. */
const NEXT_KEY = /["']?\b(?:inputSettings|outputSettings|onFinish|onReceive|dataSource|dry-run|type|test)\b["']?\s*[:=]/;

/** The bracket that a block begins with; empty for a text. */
function opens(block: string): string {
  return OPENS.exec(block)?.[1] ?? '';
}

function endOfBlock(text: string): number {
  if (opens(text) === '') return NEXT_KEY.exec(text)?.index ?? text.length;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(BRACES)) {
    if (token === '{' || token === '[') depth++;
    else if ((token === '}' || token === ']') && --depth <= 0) return index;
  }
  return NEXT_KEY.exec(text)?.index ?? text.length;
}

const KEY_AND_VALUE = new RegExp(String.raw`(["']?)([\w-]{1,60})\1\s*[:=](?:${GAP}(?:${DOUBLE}|${SINGLE})|\s*([^\s,{}[\]"']+))`, 'g');

/** A text, and the colon that makes it a key. */
const TEXT = new RegExp(`(?:${DOUBLE}|${SINGLE})(${GAP}:)?`, 'g');
const BARE = new RegExp(String.raw`^${GAP}([^\s,{}[\]"'&]+)`);

/** If a list or a text stands in place of an object, everything in it is a secret: the whole, and the part after each colon. */
function secretsWithoutKeys(block: string): string[] {
  if (opens(block) === '{') return [];
  const texts = [...block.matchAll(TEXT)].flatMap(([, double, single, colon]) => (colon === undefined ? [double ?? single ?? ''] : []));
  const all = opens(block) === '' ? [...texts, BARE.exec(block)?.[1] ?? ''] : texts;
  return all.flatMap((text) => [text, ...text.split(':').slice(1)]).filter((text) => text !== '');
}

function secretsOfBlock(block: string): string[] {
  return [...secretsWithoutKeys(block), ...keyedSecrets(block)];
}

function keyedSecrets(block: string): string[] {
  return [...block.matchAll(KEY_AND_VALUE)].flatMap(([, , key = '', double, single, bare]) => {
    const value = double ?? single ?? bare ?? '';
    if (/url$|^host$/i.test(key)) return secretsInURL(value);
    if (isSecretKey(key, value)) return [key, value];
    return isOpenCredential(key) && !looksLikeSecret(key, value) ? [] : [value];
  });
}
