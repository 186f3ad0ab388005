import { expect, test } from 'vitest';
import { suggest, suggestAside } from '../../src/util/suggest.js';

const FORMATS = ['pact', 'har'];

test('a likely typo is followed by a sentence that suggests the known word', () => {
  expect(suggest('pcat', FORMATS)).toBe(". Did you mean 'pact'?");
});

test('a word unlike any known word gets no suggestion', () => {
  expect(suggest('spreadsheet', FORMATS)).toBe('.');
  expect(suggest('spreadsheet', FORMATS, '; use pact or har.')).toBe('; use pact or har.');
});

test('inside a sentence the suggestion is in brackets', () => {
  expect(suggestAside('pcat', FORMATS)).toBe(' (did you mean pact?)');
  expect(suggestAside('spreadsheet', FORMATS)).toBe('');
  expect(suggestAside('spreadsheet', FORMATS, ' (known: pact)')).toBe(' (known: pact)');
});
