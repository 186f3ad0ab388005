import { expect, test } from 'vitest';
import { createTestEmulator } from '../../support/emulator.js';
import { download, exportReports } from '../../support/exports.js';
import { at } from '../../support/people.js';

test('returns bytes that are not text unchanged', async () => {
  await using emulator = await createTestEmulator();
  const { text } = await exportReports(emulator, { extension: 'xlsx' });
  const { bytes, contentType } = await download(emulator, text);
  expect([...bytes.slice(0, 4)]).toEqual([0x50, 0x4b, 3, 4]);
  expect(contentType).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
});

test('an empty file can be downloaded', async () => {
  await using emulator = await createTestEmulator();
  const { text } = await exportReports(emulator, { template: '<#-- nothing -->' });
  expect(await download(emulator, text)).toMatchObject({ status: 200, text: '', contentType: 'text/csv' });
});

test('other credentials of the same account can download the file, and those of another account cannot', async () => {
  await using emulator = await createTestEmulator();
  const { text: fileName } = await exportReports(emulator);
  const as = (login: string) =>
    download({ ...emulator, credentials: emulator.directory.createCredential(at(login)) } as typeof emulator, fileName);
  expect((await as('owner')).text).toContain('R00EdTripBer');
  expect(JSON.parse((await as('max.manager')).text)).toEqual({ responseMessage: 'File not found', responseCode: 404 });
});

test('files survive restoring a snapshot', async () => {
  await using emulator = await createTestEmulator();
  const { text } = await exportReports(emulator, { template: 'Zoë' });
  const snapshot = JSON.parse(JSON.stringify(emulator.snapshot()));
  emulator.reset();
  expect((await download(emulator, text)).text).toContain('File not found');
  emulator.restore(snapshot);
  expect((await download(emulator, text)).text).toBe('Zoë');
});
