import { expect, test } from 'vitest';
import { disguiseOf, lookOf } from '../../src/provision/plan/look-alikes.js';

test.each([
  [
    '\u0430\u044C\u0441\u0501\u0435\u04BB\u0456\u0458\u043A\u04CF\u043C\u043E\u0440\u051B\u0433\u0455\u0442\u0475\u051D\u0445\u0443',
    'abcdehijklmopqrstvwxy',
  ],
  ['\u03B1\u03B3\u03B7\u03B9\u03BA\u03BD\u03BF\u03C1\u03C3\u03C4\u03C5\u03C7\u03C9', 'aynikvopotuxw'],
  ['\u0585\u0578\u057D\u0570\u0566\u0581', 'onuhqg'],
  ['\u0131\u0251\u0261\u0269', 'iagi'],
  ['\uFF45\uFF44', 'ed'],
  ['ed@x.com', 'ed@x.com'],
  ['\u00E9\u0436\u6F22', '\u00E9\u0436\u6F22'],
])('%s looks like %s', (address, look) => {
  expect(lookOf(address)).toBe(look);
});

test.each([
  'ed@x.com',
  '\u0436\u0436@x.com',
  '\u6F22\u3042\u30A2a@x.com',
  '\uAC00\u3105ed@x.com',
  'e\u0301d-1.2@x.com',
  '\u0436@\u0436\u0436.com',
  'ed',
  '',
])("%j can't be confused with another address", (address) => {
  expect(disguiseOf(address)).toBeUndefined();
});

test.each([
  ['ed\u0436@x.com', "mixes Latin and Cyrillic letters: '\u0436' (U+0436) is Cyrillic"],
  ['\u0436ed@x.com', "mixes Latin and Cyrillic letters: '\u0436' (U+0436) is Cyrillic"],
  ['ed\u03B1@x.com', "mixes Latin and Greek letters: '\u03B1' (U+03B1) is Greek"],
  ['ed\u0561@x.com', "mixes Latin and Armenian letters: '\u0561' (U+0561) is Armenian"],
  ['ed\u13A0@x.com', "mixes Latin and Cherokee letters: '\u13A0' (U+13A0) is Cherokee"],
  ['ed\u2C81@x.com', "mixes Latin and Coptic letters: '\u2C81' (U+2C81) is Coptic"],
  ['ed\u10D0@x.com', "mixes Latin and Georgian letters: '\u10D0' (U+10D0) is Georgian"],
  ['ed\u05D0@x.com', "mixes Latin and Hebrew letters: '\u05D0' (U+05D0) is Hebrew"],
  ['ed\u0627@x.com', "mixes Latin and Arabic letters: '\u0627' (U+0627) is Arabic"],
  ['ed\u0905@x.com', "mixes Latin and Devanagari letters: '\u0905' (U+0905) is Devanagari"],
  ['ed\u0E01@x.com', "mixes Latin and Thai letters: '\u0E01' (U+0E01) is Thai"],
  ['ed\u1000@x.com', "mixes Latin and other letters: '\u1000' (U+1000) is other"],
  ['\u0436\u03B1@x.com', "mixes Cyrillic and Greek letters: '\u03B1' (U+03B1) is Greek"],
  ['ed.\u0436\u0436@x.com', "mixes Latin and Cyrillic letters: '\u0436' (U+0436) is Cyrillic"],
  ['ed@x\u0436.com', "mixes Latin and Cyrillic letters: '\u0436' (U+0436) is Cyrillic"],
  ['ed@x.co\u0436', "mixes Latin and Cyrillic letters: '\u0436' (U+0436) is Cyrillic"],
  ['\uFF45d@x.com', "contains '\uFF45' (U+FF45), a variant of 'e'"],
  ['\u017Fd\u0436@x.com', "contains '\u017F' (U+017F), a variant of 's'"],
])('%s is reported with the reason why it is easily confused with another address', (address, why) => {
  expect(disguiseOf(address)).toBe(why);
});
