import { implement } from '../../emulator/implement.js';
import { findFile } from '../../emulator/world/files.js';
import { jobError } from '../../protocol/define-job.js';
import { quirkOf } from '../../protocol/quirks.js';
import { download } from './definition.js';

export const runDownload = implement(download, ({ fileName, fileSystem, inputSettings }, { company, account, parts }) => {
  if (inputSettings !== undefined && quirkOf(company.quirks, download, 'input-settings') === 'refused') {
    throw jobError(download, 'unexpected-input-settings');
  }
  const file = findFile(company, { name: fileName, fileSystem, accountID: account.accountID }, parts.clock.now());
  if (file === undefined) throw jobError(download, 'file-not-found');
  return { answer: 'downloaded', body: file.content, contentType: file.contentType };
});
