import type { Answer } from './evidence.js';

/** Answers of jobs that render a template of the client's, whatever else they do. */
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
    source: 'the emulator speaks for itself here',
    limit: {
      assumed: 'Nothing: the emulator speaks for itself. Its limits on templates, and the parts of FreeMarker it lacks, are its own.',
      advice: 'Test such a template on the live service.',
    },
  },
  'file-not-made': {
    responseCode: 500,
    responseMessage: 'The emulator cannot make this file: {problem}',
    evidence: 'assumed',
    isOwn: true,
    source: 'the emulator speaks for itself here',
    limit: {
      assumed: 'Nothing: the emulator speaks for itself. It keeps 1,000 files and 32 MiB of a company.',
      advice: 'Export fewer reports at a time.',
    },
  },
} as const satisfies Record<string, Answer>;
