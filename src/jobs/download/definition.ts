import { z } from 'zod';
import { bytes, defineJob } from '../../protocol/define-job.js';

/** `download`: returns a file that an export created. The job has no inputSettings. */
export const download = defineJob({
  type: 'download',
  title: 'Download a generated file',
  writes: false,
  isRepeatable: true,
  contentType: {
    value: 'application/octet-stream',
    evidence: 'assumed',
    source: 'no recording of a header; each file has the content type of its extension',
  },
  fields: {},
  input: () =>
    z.object({
      fileName: z.string().min(1),
      fileSystem: z.enum(['integrationServer', 'reconciliation']).default('integrationServer'),
      inputSettings: z.unknown().optional().meta({ not: {} }),
    }),
  output: bytes,
  read: bytes,
  answers: {
    downloaded: {
      responseCode: 200,
      evidence: 'observed',
      except: { assumed: 'the content type' },
      source:
        'an HR product in production, PipedreamHQ/pipedream, expensify-rs and others, 2026: the bytes of the file, without an envelope',
      limit: { assumed: 'That the content type follows from the extension.', advice: 'Go by the extension you asked for.' },
    },
    'file-not-found': {
      responseCode: 404,
      responseMessage: 'File not found',
      evidence: 'observed',
      except: { assumed: 'the wording' },
      source: 'an HR product in production, 2026-08: 404 for a name that no export returned; body not kept',
      limit: { assumed: 'The wording. 404 was observed.', advice: 'Branch on the code.' },
    },
    'unexpected-input-settings': {
      responseCode: 410,
      responseMessage: "'inputSettings' parameter is missing or malformed",
      evidence: 'observed',
      except: { assumed: 'the code and the wording' },
      source: 'BilalAtique/expensify-mcp README, 2026-07: the job accepts no inputSettings; the body was not kept',
      limit: { assumed: 'Code and wording.', advice: 'Send fileName and fileSystem at the top level, and no inputSettings.' },
    },
  },
  rules: {
    'file-system': {
      statement: 'A file is only in the file system of its job: `integrationServer` (the default) or `reconciliation`.',
      evidence: 'documented',
      except: { assumed: 'that the other file system returns 404' },
      source: 'API reference',
      limit: { assumed: 'That the other file system returns 404.', advice: 'Send the file system of the job.' },
    },
    'own-files': {
      statement: 'An account can download the files of its own exports, with any of its credentials.',
      evidence: 'assumed',
      source: 'no recording of a file of another account',
      limit: { assumed: 'That files of other accounts return 404.', advice: 'Use credentials of the account that exported the file.' },
    },
    lifetime: {
      statement: 'A file can be downloaded any number of times for 30 days.',
      evidence: 'assumed',
      source: 'Expensify does not document how long files are kept',
      limit: {
        assumed:
          "That files are kept for 30 days. The emulator also deletes a company's oldest files when there are more than 1,000 or 32 MiB.",
        advice: 'Download the file at once and keep it.',
      },
    },
  },
  quirks: {
    'input-settings': {
      statement: 'Whether a download with `inputSettings` is accepted',
      values: ['refused', 'ignored'],
      evidence: 'observed',
      source:
        'BilalAtique/expensify-mcp README, 2026-07: they are refused; carlosonunez/expensify_spend_tracker sent an empty object in 2020, and it worked',
      limit: { assumed: 'That `inputSettings` are refused, even when empty.', advice: 'Leave the key out.' },
    },
  },
});
