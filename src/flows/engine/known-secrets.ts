import { atOnce, type Work } from '../../runtime/slices.js';
import { jsonOrText } from '../../util/read-json.js';
import { secretsNamedIn } from '../../util/redact/redact.js';
import { isSecretName, isSecretParameter } from '../../util/redact/secret-names.js';
import { MIN_SECRET_LENGTH } from '../../util/redact/secret-windows.js';
import { decoded } from '../../util/redact/secrets-in-url.js';

/** Secrets remembered, and characters of all of them together. */
const MAX_SECRETS = 1000;
const MAX_CHARACTERS = 200_000;
/** Values that are looked into in a run; the inputs and outputs of a secret name are remembered beyond. */
const MAX_LOOKED_AT = 1_000_000;
/** Of a text that is no value of its own but holds some. */
const MAX_TEXT_LENGTH = 256 * 1024;
/** JSON in a form in JSON. */
const MAX_TEXT_DEPTH = 3;

/** A quick look first, as most texts hold nothing of the kind. */
const HINT = /secret|passw|passphrase|passcode|pwd|token|authoriz|cookie|key|(?:bearer|basic|ssws)[\s+%]|sig(?:nature)?=|:\/\/[^/\s]*@/i;
/** `name=value` of a form or a query. */
const PAIR = /([\w.[\]-]{1,60})=([^&\s"'<>]{1,8192})/g;
/** In a text it may be a word that follows a word; a token has a digit. */
const TOKEN_IN_TEXT = /\b(?:bearer|ssws)\s+(?=[\w.~+/=-]*\d)([\w.~+/=-]{8,8192})/gi;
const BASIC_IN_TEXT = /\bbasic\s+([\w+/=-]{8,8192})/gi;
const USER_IN_URL = /:\/\/[^/\s:@]{0,300}:([^/\s@]{1,600})@/g;
/** What stands in a box until somebody fills it. */
const NO_SECRET = /^(?:true|false|null|undefined|none|empty|basic|bearer|partner\s?user\s?secret|(?:client\s?)?secret|password|token)$/i;

/** Items of a value that are looked at in a step, and those that are looked at as soon as the value is met. */
const WORK_OF_A_STEP = 64;
const WORK_AT_ONCE = 4096;
/** To read so many of a text takes as long as an item. */
const CHARACTERS_OF_AN_ITEM = 8;

/** A list or an object, and how far it has been looked into. */
interface Open {
  readonly names: readonly string[];
  readonly items: readonly unknown[];
  next: number;
  readonly isSecret: boolean;
  readonly depth: number;
}

/** Every secret that a run meets, so that nothing it tells holds one. */
export class KnownSecrets {
  readonly #secrets = new Set<string>();
  readonly #seen = new WeakSet<object>();
  /** What is being looked into, the innermost last. */
  readonly #open: Open[] = [];
  #characters = 0;
  #left = MAX_LOOKED_AT;

  get all(): readonly string[] {
    atOnce(this.catchUp());
    return [...this.#secrets];
  }

  /** True when a large value has not been looked into to its end. */
  get isBehind(): boolean {
    return this.#open.length > 0;
  }

  /** Looks into what is left. */
  *catchUp(): Work<void> {
    while (this.isBehind) {
      this.#goOn(WORK_OF_A_STEP);
      yield;
    }
  }

  /** A value that nothing may tell: with all that it holds, if it is an object. */
  remember(value: unknown): void {
    this.#look(value, true, 0);
    this.#goOn(WORK_AT_ONCE);
  }

  /** A value of a name: remembered if the name is one of a secret; else what stands in it under such a name is. */
  meet(name: string, value: unknown): void {
    // Most values of a run are short texts.
    if (typeof value === 'string' && value.length < MIN_SECRET_LENGTH) return;
    this.#look(value, isSecretName(name), 0);
    this.#goOn(WORK_AT_ONCE);
  }

  /** Values are never changed, so each is looked into once; level by level, as they may be nested deeper than the stack. */
  #look(value: unknown, isSecret: boolean, depth: number): void {
    if (isSecret && (typeof value === 'string' || typeof value === 'number')) this.#add(String(value));
    if (typeof value === 'string') this.#readText(value, depth);
    if (typeof value !== 'object' || value === null || (!isSecret && this.#seen.has(value))) return;
    this.#seen.add(value);
    // A place in a list is no name: to judge half a million of them takes a second.
    const names = Array.isArray(value) ? [] : Object.keys(value);
    this.#open.push({ names, items: Array.isArray(value) ? value : Object.values(value), next: 0, isSecret, depth });
  }

  /** Looks into what is open, up to so much work. */
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

  /** Secrets that stand in a text: JSON, a form, a header, a URL. */
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

/** Of what a Basic authorization encodes; the user is no secret. */
function passwordOf(encoded: string): string | undefined {
  try {
    const pair = new TextDecoder().decode(Uint8Array.from(atob(encoded), (byte) => byte.charCodeAt(0)));
    const colon = pair.indexOf(':');
    return colon === -1 ? undefined : pair.slice(colon + 1);
  } catch {
    return undefined;
  }
}

/** As long as a token, of its signs, and nothing that is known to be no secret. */
const TOKEN = /^(?=.*\d)(?=.*[A-Za-z])[\w.~+/=-]{20,}$/;
const NO_TOKEN = /^(?:0[0-9A-Za-z]{19}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.Z+-]+)$/i;

/** True for a value that looks like a token, whatever it is called; not for an id of Okta's, a UUID or an instant. */
export function looksLikeToken(value: unknown): boolean {
  return typeof value === 'string' && TOKEN.test(value) && !NO_TOKEN.test(value);
}
