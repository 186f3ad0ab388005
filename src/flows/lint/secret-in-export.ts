import { isObject } from '../../util/is-object.js';
import { isSecretName } from '../../util/redact/secret-names.js';
import type { Card, Slot } from '../export/model.js';
import type { Lint } from './define-lint.js';

export const secretInExport: Lint = {
  code: 'secret-in-export',
  level: 'warning',
  why: 'Exports are emailed, committed and uploaded, and they include any secret typed into a card.',
  fix: 'Use a connection, or replace the secret with a placeholder before you share the file. If you already shared it, change the secret.',
  check: ({ places }) =>
    places.flatMap(({ flow, top }) =>
      flow.cards.flatMap((card) =>
        card.inputs.flatMap((input) => {
          const found = typedSecret(input, card);
          return found === undefined ? [] : [{ flow: top.name, card, message: `'${input.label}' of '${card.title}' ${found}.` }];
        }),
      ),
    ),
};

/** Levels of objects to search. */
const MAX_DEPTH = 8;

/** Describes the secret in an input without repeating it. */
function typedSecret({ key, label, literal, type }: Slot, card: Card): string | undefined {
  // A template only says where a value goes; the values of its placeholders are separate inputs.
  const isNamed = key !== '_text_' && type !== 'flo' && (isSecretName(key) || isSecretName(label));
  return secretIn(literal, isNamed || namesItsValue(key, card), 0);
}

/** Inputs that are secret despite their name: the text of a card titled "API token", or a signing key. */
function namesItsValue(key: string, { title, id }: Card): boolean {
  return (id === 'string.compose' && key === '_text_' && isSecretName(title)) || (id === 'crypto.hmac' && key === 'key');
}

function secretIn(value: unknown, isNamed: boolean, depth: number): string | undefined {
  if (typeof value === 'string') return isNamed && isTyped(value) ? 'looks like a real secret' : secretInText(value);
  if (depth >= MAX_DEPTH || typeof value !== 'object' || value === null) return undefined;
  const named = isObject(value) ? nameAndValue(value) : Object.entries(value);
  for (const [name, inner] of named) {
    const found = secretIn(inner, isNamed || isSecretName(name), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `{ key: 'Authorization', value: '…' }`: the form in which some cards store a header. */
function nameAndValue(value: Readonly<Record<string, unknown>>): [string, unknown][] {
  const { key, value: inner } = value;
  return typeof key === 'string' && inner !== undefined ? [[key, inner]] : Object.entries(value);
}

const AUTHORIZATION = /\b(basic|bearer|ssws)\s+(?=[\w.~+/=-]*\d)([\w.~+/=-]{12,8192})/gi;
const USER_IN_URL = /[a-z][a-z\d+.-]{0,20}:\/\/[^/\s:@?#]{1,300}:([^/\s@?#]{1,300})@/gi;
/** `"client_secret": "…"` in JSON text, or `password=…` in a form or URL. The `https:` of a URL does not count as a name. */
const NAMED_VALUE = /([\w-]{1,60})["']?\s{0,3}[:=](?!\/\/)\s{0,3}["']?([^\s"'&,{}<>]{6,512})/g;
const SCHEMES: Readonly<Record<string, string>> = { basic: 'Basic credentials', bearer: 'a bearer token', ssws: 'an Okta API token' };

function secretInText(text: string): string | undefined {
  for (const [, scheme = '', token = ''] of text.matchAll(AUTHORIZATION)) {
    if (isTyped(token)) return `contains ${SCHEMES[scheme.toLowerCase()] ?? 'a token'}`;
  }
  for (const [, password = ''] of text.matchAll(USER_IN_URL)) {
    if (isTyped(password)) return 'contains a URL with a password';
  }
  if (/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/.test(text)) return 'contains a private key';
  for (const [, name = '', value = ''] of text.matchAll(NAMED_VALUE)) {
    // In prose, a word follows the name; a secret has digits and letters.
    if (isSecretName(name) && /\d/.test(value) && /[A-Za-z]/.test(value) && isTyped(value)) return `contains a value for '${name}'`;
  }
  return undefined;
}

const MIN_LENGTH = 4;
/** Placeholders, and values that are options. */
const PLACEHOLDER =
  /your|place.?holder|example|sample|change.?me|replace|insert|enter|dummy|fake|todo|redacted|hidden|xxx|\*\*\*|\.\.\.|…|^<.*>$|^\[.*\]$|\{\{|^\$\{/i;
const OPTION =
  /^(?:true|false|yes|no|null|none|undefined|empty|default|auto|basic|bearer|ssws|oauth2?|saml|api[-_ ]?(?:key|token)|string|text)$/i;
/** Words in capitals with separators, such as SLACK_BOT_TOKEN; algorithms, such as SHA-256 and RS256. */
const CONSTANT = /^(?:[A-Z]+(?:[_ -][A-Z]+)*|(?:SHA|MD|HS|RS|ES|PS|AES)-?\d{1,4})$/;

/** True for a real value: one word that is not a placeholder. */
function isTyped(text: string): boolean {
  const [, , bare = text.trim()] = /^(bearer|basic|ssws)\s+(.*)$/is.exec(text.trim()) ?? [];
  if (bare.length < MIN_LENGTH || /\s/.test(bare)) return false;
  // The name of a secret is a placeholder for it: `password`, `api_token`.
  return !(PLACEHOLDER.test(bare) || OPTION.test(bare) || CONSTANT.test(bare) || (isSecretName(bare) && !/\d/.test(bare)));
}
