import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { fromBase64, toBase64 } from '../../src/runtime/bytes.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('encodes bytes as Base64 and decodes them again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(toBase64(bytes))).toEqual(Uint8Array.from(bytes));
    }),
  );
});

test('gives the same result in a browser, which has no Buffer', () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => index % 256);
  const text = toBase64(bytes);
  vi.stubGlobal('Buffer', undefined);
  expect(toBase64(bytes)).toBe(text);
  expect(fromBase64(text)).toEqual(bytes);
});
