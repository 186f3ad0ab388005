import { codeOf } from './odd-characters.js';

/** The scripts that a message can name. Letters of all other scripts count as one script. */
const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Georgian', 'Hebrew', 'Arabic', 'Devanagari', 'Thai'].map(
  (name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }),
);

/** East Asian texts mix their scripts and Latin, and the letters can't be confused. */
const MIXES_FREELY = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;
/** Digits, hyphens and accents belong to every script. */
const OF_EVERY_SCRIPT = /[\p{Script=Common}\p{Script=Inherited}]/u;

/**
 * Lower-case letters, each followed by the Latin letter that it looks like in the fonts of email clients and spreadsheets. This is
 * the part of Unicode's table of confusables (UTS 39) that real keyboards can type; it is not the whole table.
 */
const LATIN_LOOK: ReadonlyMap<string | undefined, string | undefined> = new Map(
  [
    'аa вb ьb сc ԁd еe һh іi јj кk ӏl мm оo рp ԛq гr ѕs тt ѵv ԝw хx уy', // Cyrillic
    'αa γy ηn ιi κk νv οo ρp σo τt υu χx ωw', // Greek
    'օo ոn սu հh զq ցg', // Armenian
    'ıi ɑa ɡg ɩi', // Latin itself
  ].flatMap((pairs) => pairs.split(' ').map(([letter, look]) => [letter, look])),
);

/** The look of an address: two addresses with the same look are hard to tell apart. */
export function lookOf(address: string): string {
  return [...address.normalize('NFKC')].map((letter) => LATIN_LOOK.get(letter) ?? letter).join('');
}

/** Why an address by itself is easily confused with another one. Undefined if it is not. */
export function disguiseOf(address: string): string | undefined {
  const variant = [...address].find((character) => character.normalize('NFKC') !== character);
  if (variant !== undefined) return `contains '${variant}' (${codeOf(variant)}), a variant of '${variant.normalize('NFKC')}'`;
  const parts = address.split(/@|\.(?!.*@)/);
  return parts.map(mixOf).find((mix) => mix !== undefined);
}

/** Reports letters of two scripts in one part of an address: before the @, or between the dots after it. */
function mixOf(part: string): string | undefined {
  const letters = [...part].filter((character) => !OF_EVERY_SCRIPT.test(character) && !MIXES_FREELY.test(character));
  const scripts = letters.map(scriptOf);
  const main = scripts.includes('Latin') ? 'Latin' : scripts[0];
  const stranger = letters.find((letter) => scriptOf(letter) !== main);
  if (stranger === undefined) return undefined;
  const other = scriptOf(stranger);
  return `mixes ${main} and ${other} letters: '${stranger}' (${codeOf(stranger)}) is ${other}`;
}

function scriptOf(letter: string): string {
  return SCRIPTS.find(({ pattern }) => pattern.test(letter))?.name ?? 'other';
}
