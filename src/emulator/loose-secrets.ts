import { canonical } from '../util/redact/canonical.js';
import { secretsInURL } from '../util/redact/secrets-in-url.js';
import { isOpenCredential, looksLikeSecret } from './read-job.js';

/** As much as the journal keeps of a text, and a little more for what is cut there. */
const LONGEST_READ = 24 * 1024;
/** Of all texts: a form may have a thousand fields. */
const MOST_READ = 4 * LONGEST_READ;
const MOST_SECRETS = 50;
const MOST_BLOCKS = 20;

/**
 * The secrets of a job that nobody could read: whatever its texts hold under the keys of something like `credentials`. What
 * is broken is read as far as it goes, and rather too much than too little.
 */
export function looseSecrets(texts: Iterable<string>): string[] {
  const secrets = new Set<string>();
  let left = MOST_READ;
  for (const text of texts) {
    const start = text.slice(0, Math.min(LONGEST_READ, left));
    left -= start.length;
    for (const block of blocksOf(canonical(start).text)) {
      for (const secret of secretsOfBlock(block)) if (secrets.size < MOST_SECRETS) secrets.add(secret);
    }
  }
  return [...secrets];
}

/** What belongs to each `credentials`. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  for (let rest = text, start = CREDENTIALS.exec(rest); start !== null; start = CREDENTIALS.exec(rest)) {
    rest = rest.slice(start.index + start[0].length);
    // Each is looked for in all that follows, so who writes many is read as one.
    const block = blocks.length === MOST_BLOCKS ? rest : rest.slice(0, endOfBlock(rest));
    blocks.push(block);
    rest = rest.slice(block.length);
  }
  return blocks;
}

const CREDENTIALS = /credentials["']?\s*[:=]/i;
/** Space between two tokens. `canonical` leaves `n` of a line end and `t` of a tab. */
const GAP = String.raw`[\s0bfnrtv]*`;
/** Escapes are undone by now, so a quote that ends a text is one that something follows which may. */
const DOUBLE = String.raw`"((?:[^"]|"(?!${GAP}(?:[,}\]:]|$)))*)"?`;
const SINGLE = String.raw`'((?:[^']|'(?!${GAP}(?:[,}\]:]|$)))*)'?`;
const BRACES = new RegExp(`${DOUBLE}|${SINGLE}|[{}]`, 'g');
/** Where a job goes on behind its credentials, if braces are missing. */
const NEXT_KEY = /["']?\b(?:inputSettings|outputSettings|onFinish|onReceive|dataSource|dry-run|type|test)\b["']?\s*[:=]/;

function endOfBlock(text: string): number {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(BRACES)) {
    if (token === '{') depth++;
    else if (token === '}' && --depth <= 0) return index;
  }
  return NEXT_KEY.exec(text)?.index ?? text.length;
}

const KEY_AND_VALUE = new RegExp(String.raw`(["']?)([\w-]{1,60})\1\s*[:=](?:${GAP}(?:${DOUBLE}|${SINGLE})|\s*([^\s,{}[\]"']+))`, 'g');

function secretsOfBlock(block: string): string[] {
  return [...block.matchAll(KEY_AND_VALUE)].flatMap(([, , key = '', double, single, bare]) => {
    const value = double ?? single ?? bare ?? '';
    if (/url$/i.test(key)) return secretsInURL(value);
    return isOpenCredential(key) && !looksLikeSecret(key, value) ? [] : [value];
  });
}
