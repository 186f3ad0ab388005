import { distance } from 'fastest-levenshtein';

/**
 * Recognises names of secrets. The required certainty depends on the place, so there are several tests: names of values
 * chosen by programs (`isSecretName`), keys that people may have misspelt (`soundsSecret`), parameters of a form or a URL
 * (`isSecretParameter`), and names in the middle of a text (the sources of patterns).
 */

/** A name that ends with one of these words, or its plural, is the name of a secret: `accessToken`, `client_secret`. */
const SECRET_WORD = /(?:secret|passwd|passwort|password|passphrase|passcode|pwd|token|apikey|authorization|cookie)s?$/;
/** Words whose key is a secret. */
const KEY_OF = /^(?:api|private|access|secret|signing|encryption|shared|account|session|subscription|auth|license)$/;
/** A last word after which a name is about the secret, but is not the secret. */
const ABOUT =
  /^(?:type|name|url|uri|endpoint|expires|expiry|expiration|expired|in|at|changed|policy|count|length|hint|status|valid|required|lifetime|format|version)$/;
/** A word before `token` that means the next page. */
const PLACE_IN_LIST = /^(?:page|next|continuation|sync|cursor|skip)$/;

/**
 * True for the name of a secret, whether a program or a person wrote it.
 * @example isSecretName('Client secret') // true; isSecretName('nextPageToken') // false
 */
export const isSecretName = remembered((name) => {
  const words = wordsOf(name);
  const at = words.findLastIndex((word, index) => SECRET_WORD.test(word) || (word === 'key' && KEY_OF.test(words[index - 1] ?? '')));
  if (at === -1) return false;
  if (words[at]?.startsWith('token') && words.slice(0, at).some((word) => PLACE_IN_LIST.test(word))) return false;
  return at === words.length - 1 || !ABOUT.test(words.at(-1) ?? '');
});

/** Remembers the verdicts, because the same few names come with every request, and a flow checks them a million times. */
function remembered(judge: (name: string) => boolean): (name: string) => boolean {
  const judged = new Map<string, boolean>();
  return (name) => {
    const known = judged.get(name);
    if (known !== undefined) return known;
    const verdict = judge(name);
    if (judged.size >= MAX_JUDGED) judged.clear();
    // A copy, because a name that was cut from a body of 32 MiB keeps the whole body in memory.
    if (name.length <= MAX_NAME_LENGTH) judged.set(name.split('').join(''), verdict);
    return verdict;
  };
}

const MAX_JUDGED = 5000;

function wordsOf(name: string): string[] {
  return name
    .slice(0, MAX_NAME_LENGTH)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

const MAX_NAME_LENGTH = 200;

const SOUNDS = /secr|secer|passw|pass$|pwd|token/i;

/** True for a key of a secret, even if it is misspelt. @example soundsSecret('partnerUserSecert') // true */
export const soundsSecret = remembered((name) => SOUNDS.test(name));

/** A parameter that signs a URL or identifies the caller is as sensitive as a password. As a key of data it can be anything. */
const SIGNATURES = 'sig|signature|x-amz-signature|x-goog-signature|auth|jwt';
const SIGNATURE = new RegExp(`^(?:${SIGNATURES})$`, 'i');

/** True for a parameter of a form, a query or a path. @example isSecretParameter('sig') // true */
export const isSecretParameter = remembered(
  (name) => SIGNATURE.test(name) || isSecretName(name) || (soundsSecret(name) && !ABOUT.test(wordsOf(name).at(-1) ?? '')),
);

/** Part of the name of a parameter whose value may be a secret even if it is short. */
const HINTS_AT_SECRET = /sig|tok|key|auth|secr|pass|pwd|code|cred|hash|jwt|sas/i;

export function mayBeSecretParameter(name: string): boolean {
  return HINTS_AT_SECRET.test(name);
}

/** Keys whose values are redacted anywhere in a text. */
export const SECRET_KEYS = 'partnerUserSecret|password|passwd';
/** How such keys begin in an unreadable text, including misspelt ones. */
export const SECRET_BEGINNINGS = 'secre|secer|passw|pwd';
/** Parameters whose values are redacted in a form or a query. */
export const SECRET_PARAMETERS = SIGNATURES;

/** `credit`, `creditor`, `creditLimit`. */
const CREDIT = /^credit(?:s|or|ors|ed)?(?:$|[A-Z_-])/;
const MAX_SLIPS = 3;

/** True for `credentials`, also misspelt. @example isCredentialsName('credentals') // true */
export const isCredentialsName = remembered((name) => {
  if (/credentials$/i.test(name)) return true;
  if (name.length > MAX_CREDENTIALS_NAME_LENGTH || CREDIT.test(name)) return false;
  return /^cred/i.test(name) || distance(name.toLowerCase(), 'credentials') <= MAX_SLIPS;
});

const MAX_CREDENTIALS_NAME_LENGTH = 20;
