import type { Answer } from './evidence.js';
import { JobError } from './job-error.js';

/** An error that the live service does not have. */
function ofTheEmulator(advice: string) {
  return {
    evidence: 'assumed',
    isOwn: true,
    source: 'emulator only',
    limit: { assumed: 'Nothing: this is an error of the emulator only.', advice },
  } as const;
}

/** Answers that any job can get, because they are sent before the job is known or instead of it. */
export const wireAnswers = {
  'missing-job-description': {
    responseCode: 500,
    responseMessage: "Required parameter 'requestJobDescription' is missing",
    evidence: 'observed',
    except: { assumed: 'the wording' },
    source: 'w6w-apps health probe, 2026-10; wording modelled on "Required parameter \'policyName\' is missing"',
    limit: { assumed: 'The wording. 500 was observed.', advice: 'Branch on the code.' },
  },
  'unreadable-job': {
    responseCode: 410,
    responseMessage: "Argument 'type' is missing or malformed",
    evidence: 'assumed',
    source: 'no recording of an unparsable job since 2013, when it was an HTTP 500; like a job without a type',
    limit: { assumed: 'That a job which cannot be parsed is treated like one without a type.', advice: 'Never send one.' },
  },
  'malformed-type': {
    responseCode: 410,
    responseMessage: "Argument 'type' is missing or malformed",
    evidence: 'documented',
    source: 'API reference, error example of get policyList',
  },
  'unknown-type': {
    responseCode: 410,
    responseMessage: "Argument 'type' is missing or malformed",
    evidence: 'assumed',
    source: 'the documented error of a malformed type, used for a type that names no job',
    limit: { assumed: 'That an unknown type fails like a missing one.', advice: 'Branch on 410.' },
  },
  'malformed-input-type': {
    responseCode: 410,
    responseMessage: "Argument 'type' is missing or malformed",
    evidence: 'assumed',
    source: 'the documented error of the outer type, used for inputSettings.type too',
    limit: { assumed: 'That `inputSettings.type` fails like `type`.', advice: 'Branch on 410.' },
  },
  'no-credentials': {
    responseCode: 403,
    responseMessage: 'No authentication method specified',
    evidence: 'observed',
    source: 'w6w-apps health probe, 2026-10',
  },
  'authentication-error': {
    responseCode: 404,
    responseMessage: 'Authentication error',
    evidence: 'observed',
    source: 'w6w-apps health probe, 2026-10; 404 was measured, although clients expect 401',
  },
  'rate-limited': {
    responseCode: 429,
    responseMessage: 'You have been rate-limited. Please try again later or contact help@expensify.com for assistance.',
    evidence: 'documented',
    except: { assumed: 'the wording' },
    source: 'API reference: 5 per 10 s and 20 per 60 s; the body was not recorded, and the wording is from the reference of 2019 to 2024',
    limit: {
      assumed: 'The wording, from the reference of 2019 to 2024. 429 is documented.',
      advice: 'Accept 429 by HTTP status and in the body.',
    },
  },
  'missing-parameter': {
    responseCode: 410,
    responseMessage: "Required parameter '{key}' is missing",
    evidence: 'assumed',
    source: 'the documented error of policyIDList in get policy, used for every parameter without its own error',
    limit: { assumed: 'That every missing parameter whose own error is unknown fails this way.', advice: 'Branch on 410.' },
  },
  'malformed-parameter': {
    responseCode: 410,
    responseMessage: "'{key}' parameter is missing or malformed",
    evidence: 'assumed',
    source: 'the error of employeeEmail that expensify-rs observed in create expenses, used for every parameter without its own error',
    limit: { assumed: 'That every parameter whose own error is unknown fails this way.', advice: 'Branch on 410.' },
  },
  'not-implemented': {
    responseCode: 500,
    responseMessage: "The job '{job}' is real, but this version of expensify-emulator does not implement it",
    ...ofTheEmulator('The live service implements the job; test it there.'),
  },
  'internal-error': {
    responseCode: 500,
    responseMessage: 'The emulator failed on this request: {problem}',
    ...ofTheEmulator('Report the bug with the request.'),
  },
} as const satisfies Record<string, Answer>;

/** @example throw wireError('authentication-error') */
export function wireError(answer: keyof typeof wireAnswers, values?: Readonly<Record<string, string>>): JobError {
  return new JobError(`wire/${answer}`, wireAnswers[answer], values);
}
