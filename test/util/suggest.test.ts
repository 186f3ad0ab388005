import { expect, test } from 'vitest';
import { suggest, suggestAside } from '../../src/util/suggest.js';

const FORMATS = ['pact', 'har'];

test('a sentence on a misspelt word ends with the likely one', () => {
  expect(suggest('pcat', FORMATS)).toBe("; did you mean 'pact'?");
});

test('a sentence on a word like none ends as it says itself', () => {
  expect(suggest('spreadsheet', FORMATS)).toBe('.');
  expect(suggest('spreadsheet', FORMATS, '; there are pact, har.')).toBe('; there are pact, har.');
});

test('inside a sentence the likely word stands in brackets, and none is said of a word like none', () => {
  expect(suggestAside('pcat', FORMATS)).toBe(' (did you mean pact?)');
  expect(suggestAside('spreadsheet', FORMATS)).toBe('');
  expect(suggestAside('spreadsheet', FORMATS, ' (known: pact)')).toBe(' (known: pact)');
});
