/** Words that name a secret when a name ends with one, or with a plural of it: `accessToken`, `client_secret`. */
const SECRET_WORD = /(?:secret|passwd|passwort|password|passphrase|passcode|pwd|token|apikey|authorization|cookie)s?$/;
/** Words of which a key is kept secret. */
const KEY_OF = /^(?:api|private|access|secret|signing|encryption|shared|account|session|subscription|auth|license)$/;
/** A last word that makes a name one of something about the secret. */
const ABOUT =
  /^(?:type|name|url|uri|endpoint|expires|expiry|expiration|expired|in|at|changed|policy|count|length|hint|status|valid|required|lifetime|format|version)$/;
/** Before `token`: what leads to the next page. */
const PLACE_IN_LIST = /^(?:page|next|continuation|sync|cursor|skip)$/;

/**
 * True for the name of something secret, whoever wrote it.
 * @example isSecretName('Client secret') // true; isSecretName('nextPageToken') // false
 */
export function isSecretName(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  if (judged.size >= MOST_JUDGED) judged.clear();
  const isSecret = judge(name);
  judged.set(name, isSecret);
  return isSecret;
}

/** A flow asks of the same few names a million times. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 5000;

function judge(name: string): boolean {
  const words = name
    .slice(0, LONGEST_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const at = words.findLastIndex((word, index) => SECRET_WORD.test(word) || (word === 'key' && KEY_OF.test(words[index - 1] ?? '')));
  if (at === -1) return false;
  if (words[at]?.startsWith('token') && words.slice(0, at).some((word) => PLACE_IN_LIST.test(word))) return false;
  return at === words.length - 1 || !ABOUT.test(words.at(-1) ?? '');
}

const LONGEST_NAME = 200;
