import { expect, test } from 'vitest';
import { sarifURI } from '../../src/cli/sarif-uri.js';

test.each([
  ['flows/a.flow', 'flows/a.flow', true],
  ['./my flows/a#1?.flow', 'my%20flows/a%231%3F.flow', true],
  ['/repo/flows/a.flow', 'flows/a.flow', true],
  ['../a.flow', 'file:///a.flow', false],
  ['/elsewhere/a b.flow', 'file:///elsewhere/a%20b.flow', false],
])('%s is %s', (file, uri, isRelative) => {
  expect(sarifURI(file, '/repo')).toEqual({ uri, isRelative });
});
