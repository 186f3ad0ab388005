import type { Answer } from './evidence.js';

/** Answers of all jobs that render a template from the client. */
export const templateAnswers = {
  'malformed-date': {
    responseCode: 410,
    responseMessage: "Malformed date '{value}'. Expected format is yyyy-MM-dd",
    evidence: 'assumed',
    source: 'documented for create expenses',
    limit: { assumed: 'Code and wording, from create expenses.', advice: 'Send yyyy-MM-dd.' },
  },
  'template-not-run': {
    responseCode: 500,
    responseMessage: 'The emulator cannot run this template: {problem}',
    evidence: 'assumed',
    isOwn: true,
    source: 'behaviour of the emulator only',
    limit: {
      assumed: 'Nothing: this is an error of the emulator only. It limits templates and does not support all of FreeMarker.',
      advice: 'Test the template on the live service.',
    },
  },
  'file-not-made': {
    responseCode: 500,
    responseMessage: 'The emulator cannot make this file: {problem}',
    evidence: 'assumed',
    isOwn: true,
    source: 'behaviour of the emulator only',
    limit: {
      assumed: 'Nothing: this is an error of the emulator only. It stores at most 1,000 files and 32 MiB for a company.',
      advice: 'Export fewer reports at a time.',
    },
  },
} as const satisfies Record<string, Answer>;
