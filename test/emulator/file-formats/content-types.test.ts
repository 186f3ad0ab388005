import { expect, test } from 'vitest';
import { CONTENT_TYPES } from '../../../src/emulator/file-formats/content-types.js';

test('each extension of an export has a content type', () => {
  expect(CONTENT_TYPES).toEqual({
    csv: 'text/csv',
    json: 'application/json',
    pdf: 'application/pdf',
    txt: 'text/plain',
    xls: 'application/vnd.ms-excel',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    xml: 'application/xml',
  });
});
