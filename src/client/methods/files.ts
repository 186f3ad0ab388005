import { download } from '../../jobs/download/definition.js';
import type { Connection } from '../connection.js';
import { runJob } from '../run-job.js';
import type { CallOptions } from './call-options.js';

export interface FileMethods {
  /** The bytes of a file that an export made. Writes nothing. */
  download(fileName: string, options?: { readonly fileSystem?: 'integrationServer' | 'reconciliation' } & CallOptions): Promise<Uint8Array>;
}

export function fileMethods(connection: Connection): FileMethods {
  return {
    download: (fileName, { fileSystem = 'integrationServer', signal } = {}) =>
      runJob(connection, download, { job: { fileName, fileSystem }, signal }),
  };
}
