import { atOnce, type Work } from '../../runtime/slices.js';
import { jsonOrText } from '../../util/read-json.js';
import { secretsNamedIn } from '../../util/redact/redact.js';
import { isSecretName, isSecretParameter } from '../../util/redact/secret-names.js';
import { MIN_SECRET_LENGTH } from '../../util/redact/secret-windows.js';
import { decoded } from '../../util/redact/secrets-in-url.js';

/** Maximum number of secrets remembered, and of their characters in total. */
const MAX_SECRETS = 1000;
const MAX_CHARACTERS = 200_000;
/** Values searched in a run. After that, only inputs and outputs with the name of a secret are remembered. */
const MAX_LOOKED_AT = 1_000_000;
/** Longest part of a text that is searched for secrets. */
const MAX_TEXT_LENGTH = 256 * 1024;
/** For example JSON in a form in JSON. */
const MAX_TEXT_DEPTH = 3;

/** A quick check, because most texts contain no secrets. */
const HINT = /secret|passw|passphrase|passcode|pwd|token|authoriz|cookie|key|(?:bearer|basic|ssws)[\s+%]|sig(?:nature)?=|:\/\/[^/\s]*@/i;
/** `name=value` in a form or query. */
const PAIR = /([\w.[\]-]{1,60})=([^&\s"'<>]{1,8192})/g;
/** In prose, the next word may be an ordinary one; a token contains a digit. */
const TOKEN_IN_TEXT = /\b(?:bearer|ssws)\s+(?=[\w.~+/=-]*\d)([\w.~+/=-]{8,8192})/gi;
const BASIC_IN_TEXT = /\bbasic\s+([\w+/=-]{8,8192})/gi;
const USER_IN_URL = /:\/\/[^/\s:@]{0,300}:([^/\s@]{1,600})@/g;
/** Typical values of an input that is not filled in yet. */
const NO_SECRET = /^(?:true|false|null|undefined|none|empty|basic|bearer|partner\s?user\s?secret|(?:client\s?)?secret|password|token)$/i;

/** Items searched in one step, and items searched immediately when a value arrives. */
const WORK_OF_A_STEP = 64;
const WORK_AT_ONCE = 4096;
/** Reading this many characters takes as long as one item. */
const CHARACTERS_OF_AN_ITEM = 8;

/** A list or an object, and how far it has been searched. */
interface Open {
  readonly names: readonly string[];
  readonly items: readonly unknown[];
  next: number;
  readonly isSecret: boolean;
  readonly depth: number;
}

/** All secrets that a run meets, so none of them appears in its output. */
export class KnownSecrets {
  readonly #secrets = new Set<string>();
  readonly #seen = new WeakSet<object>();
  /** Values being searched, innermost last. */
  readonly #open: Open[] = [];
  #characters = 0;
  #left = MAX_LOOKED_AT;

  get all(): readonly string[] {
    atOnce(this.catchUp());
    return [...this.#secrets];
  }

  /** True while a large value has not been searched completely. */
  get isBehind(): boolean {
    return this.#open.length > 0;
  }

  /** Searches the rest. */
  *catchUp(): Work<void> {
    while (this.isBehind) {
      this.#goOn(WORK_OF_A_STEP);
      yield;
    }
  }

  /** Remembers a value that must not appear in output; for an object, everything in it. */
  remember(value: unknown): void {
    this.#look(value, true, 0);
    this.#goOn(WORK_AT_ONCE);
  }

  /** A named value: remembered if the name is that of a secret; otherwise, values inside it with such names are. */
  meet(name: string, value: unknown): void {
    // Most values in a run are short texts.
    if (typeof value === 'string' && value.length < MIN_SECRET_LENGTH) return;
    this.#look(value, isSecretName(name), 0);
    this.#goOn(WORK_AT_ONCE);
  }

  /** Values never change, so each is searched once, level by level because nesting may be deeper than the stack. */
  #look(value: unknown, isSecret: boolean, depth: number): void {
    if (isSecret && (typeof value === 'string' || typeof value === 'number')) this.#add(String(value));
    if (typeof value === 'string') this.#readText(value, depth);
    if (typeof value !== 'object' || value === null || (!isSecret && this.#seen.has(value))) return;
    this.#seen.add(value);
    // List positions are not names, and checking half a million of them takes a second.
    const names = Array.isArray(value) ? [] : Object.keys(value);
    this.#open.push({ names, items: Array.isArray(value) ? value : Object.values(value), next: 0, isSecret, depth });
  }

  /** Continues the search, up to this much work. */
  #goOn(most: number): void {
    let left = most;
    for (let open = this.#open.at(-1); open !== undefined && left > 0; open = this.#open.at(-1)) {
      const { names, items, isSecret, depth } = open;
      const index = open.next++;
      if (index >= items.length || this.#left <= 0) {
        this.#open.pop();
        continue;
      }
      this.#left--;
      const held = items[index];
      left -= typeof held === 'string' ? 1 + held.length / CHARACTERS_OF_AN_ITEM : 1;
      this.#look(held, isSecret || isSecretName(names[index] ?? ''), depth);
    }
  }

  /** Secrets in a text: JSON, a form, a header, a URL. */
  #readText(whole: string, depth: number): void {
    if (whole.length < MIN_SECRET_LENGTH || depth >= MAX_TEXT_DEPTH) return;
    const text = whole.slice(0, MAX_TEXT_LENGTH);
    if (!HINT.test(text)) return;
    for (const secret of secretsNamedIn(text)) this.#add(secret);
    for (const [, secret = ''] of text.matchAll(TOKEN_IN_TEXT)) this.#add(secret);
    for (const [, pair = ''] of text.matchAll(BASIC_IN_TEXT)) this.#add(passwordOf(pair) ?? '');
    for (const [, secret = ''] of text.matchAll(USER_IN_URL)) this.#add(decoded(secret));
    for (const [, name = '', value = ''] of text.matchAll(PAIR)) {
      if (isSecretParameter(name)) this.#add(decoded(value));
      else if (/[%=+]/.test(value)) this.#readText(decoded(value), depth + 1);
    }
    if (/^\s*[{["]/.test(text)) this.#look(jsonOrText(text), false, depth + 1);
  }

  #add(value: string): void {
    const text = value.trim();
    const [, scheme = '', rest = text] = /^(bearer|basic|ssws)\s+(.*)$/is.exec(text) ?? [];
    const secret = scheme.toLowerCase() === 'basic' ? (passwordOf(rest) ?? rest) : rest;
    if (secret.length < MIN_SECRET_LENGTH || NO_SECRET.test(secret) || this.#secrets.has(secret)) return;
    if (this.#secrets.size >= MAX_SECRETS || this.#characters + secret.length > MAX_CHARACTERS) return;
    this.#characters += secret.length;
    this.#secrets.add(secret);
  }
}

/** From the value of a Basic authorization; the user name is not a secret. */
function passwordOf(encoded: string): string | undefined {
  try {
    const pair = new TextDecoder().decode(Uint8Array.from(atob(encoded), (byte) => byte.charCodeAt(0)));
    const colon = pair.indexOf(':');
    return colon === -1 ? undefined : pair.slice(colon + 1);
  } catch {
    return undefined;
  }
}

/** Has the length and characters of a token, and is not a known kind of id. */
const TOKEN = /^(?=.*\d)(?=.*[A-Za-z])[\w.~+/=-]{20,}$/;
const NO_TOKEN = /^(?:0[0-9A-Za-z]{19}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.Z+-]+)$/i;

/** True for a value that looks like a token, whatever its name is; false for Okta ids, UUIDs and instants. */
export function looksLikeToken(value: unknown): boolean {
  return typeof value === 'string' && TOKEN.test(value) && !NO_TOKEN.test(value);
}
