import type { Evidence, Known } from '../../protocol/evidence.js';
import { scimAnswers } from '../../protocol/scim/answers.js';
import { wireAnswers } from '../../protocol/wire-answers.js';

/** The effect of a preset: the fields of a fault except those that choose requests. */
export interface Preset extends Omit<Known, 'source'> {
  readonly describe: string;
  readonly responseCode?: number;
  readonly responseMessage?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly contentType?: string;
  readonly latencyMs?: number | { readonly min: number; readonly max: number };
  readonly mangle?: 'empty' | 'truncate' | 'reset';
  readonly failedPolicies?: boolean;
}

const html = (title: string): string => `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

const envelope = (responseCode: number, responseMessage: string, evidence: Evidence, assumed?: string): Preset => ({
  describe: `${responseCode} ${responseMessage}`,
  evidence,
  ...(assumed !== undefined && { except: { assumed } }),
  responseCode,
  responseMessage,
});

/** An error of the SCIM endpoint, with an Error body. */
const scimError = (status: number, responseMessage: string): Preset => ({
  describe: `SCIM: HTTP ${status}`,
  evidence: 'assumed',
  status,
  responseMessage,
});

/** Every error that users have met, by name: `POST faults {"preset":"rate-limited","times":2}`. */
export const PRESETS = {
  'rate-limited': {
    ...envelope(429, wireAnswers['rate-limited'].responseMessage, 'documented', 'the wording and the HTTP status'),
    describe: 'HTTP 429 with Retry-After',
    status: 429,
    headers: { 'retry-after': '10' },
  },
  'rate-limited-in-body': envelope(429, wireAnswers['rate-limited'].responseMessage, 'documented', 'the wording'),
  'unavailable-in-body': envelope(503, 'Service Unavailable', 'observed', 'the wording'),
  'missing-job-description': envelope(500, "Required parameter 'requestJobDescription' is missing", 'observed', 'the wording'),
  'no-credentials': envelope(403, 'No authentication method specified', 'observed'),
  'authentication-error': envelope(404, 'Authentication error', 'observed'),
  'not-domain-admin': envelope(403, 'You must be a domain admin to update employees', 'observed', 'the wording'),
  'not-authorized-as-user': envelope(500, 'Not authorized to authenticate as user user@domain.com', 'documented'),
  'malformed-type': envelope(410, "Argument 'type' is missing or malformed", 'documented'),
  'missing-policy-id-list': envelope(410, "Required parameter 'policyIDList' is missing", 'documented'),
  'policy-not-found': envelope(404, 'Could not load policy', 'documented', 'the wording'),
  'malformed-categories': envelope(410, "'categories' object malformed", 'documented'),
  'malformed-date': envelope(410, "Malformed date '16-01-01'. Expected format is yyyy-MM-dd", 'documented'),
  'unsupported-status': envelope(410, "Status 'APPROVED' is not supported", 'documented'),
  'malformed-employee-email': envelope(410, "'employeeEmail' parameter is missing or malformed", 'observed'),
  'missing-data': envelope(410, "'data' parameter is missing or malformed", 'documented', 'the wording'),
  'no-template': envelope(410, 'No Template Submitted', 'observed'),
  'missing-policy-name': envelope(500, "Required parameter 'policyName' is missing", 'documented'),
  'malformed-domain': envelope(410, 'Domain name is missing or malformed', 'documented'),
  'invalid-tag': envelope(410, "Invalid tag name 'InvalidTag'", 'documented'),
  'reconciliation-not-written': envelope(500, 'Error encountered while trying to write reconcilation report to file.', 'documented'),
  'missing-csv-column': envelope(500, 'Column EmployeeEmail not found in CSV header', 'documented'),
  'file-not-ready': {
    ...envelope(404, 'File not found', 'assumed'),
    describe: '404 for a file that is still being written',
  },
  'rule-exists': envelope(666, 'Rule already exists with those actions, please update rule 1', 'observed'),
  'partial-success': envelope(207, 'Partial success', 'documented', 'the body; in live runs the response was 200'),
  'http-500': {
    describe: 'HTTP 500 with an HTML page',
    evidence: 'assumed',
    status: 500,
    contentType: 'text/html',
    body: html('500 Internal Server Error'),
  },
  'http-502': {
    describe: 'HTTP 502 with an HTML page',
    evidence: 'assumed',
    status: 502,
    contentType: 'text/html',
    body: html('502 Bad Gateway'),
  },
  'http-503': {
    describe: 'HTTP 503 with an HTML page',
    evidence: 'assumed',
    status: 503,
    contentType: 'text/html',
    body: html('503 Service Unavailable'),
  },
  slow: { describe: '2-second delay', evidence: 'assumed', latencyMs: 2000 },
  'slow-export': { describe: '20-second delay, like a large export', evidence: 'observed', latencyMs: 20_000 },
  jitter: { describe: 'delay of 50 to 500 ms, chosen by the random seed', evidence: 'assumed', latencyMs: { min: 50, max: 500 } },
  'connection-reset': { describe: 'the job runs, then the connection is cut', evidence: 'assumed', mangle: 'reset' },
  'empty-body': { describe: 'the job runs, the response is empty', evidence: 'assumed', mangle: 'empty' },
  'truncated-json': { describe: 'the job runs, the response is cut off halfway', evidence: 'assumed', mangle: 'truncate' },
  'wrong-content-type': {
    describe: 'JSON sent as text/plain, as seen in other jobs',
    evidence: 'recorded',
    contentType: 'text/plain;charset=utf-8',
  },
  'failed-policies': { describe: 'failedPolicies with an empty diffToAdd', evidence: 'recorded', failedPolicies: true },
  'scim-rate-limited': {
    ...scimError(429, 'Too many SCIM requests. Try again in 10 s.'),
    headers: { 'retry-after': '10' },
    describe: 'SCIM: HTTP 429 with Retry-After',
  },
  'scim-unavailable': scimError(503, 'Service unavailable.'),
  'scim-unauthorized': {
    ...scimError(401, scimAnswers.unauthorized.responseMessage),
    headers: { 'www-authenticate': 'Bearer' },
  },
} as const satisfies Record<string, Preset>;
export type PresetName = keyof typeof PRESETS;

/** What a preset applies to: jobs, SCIM requests, or both if it only affects the transport. */
export type PresetTarget = 'jobs' | 'scim' | 'any';

/** @example targetOf('scim-unavailable', PRESETS['scim-unavailable']) // 'scim' */
export function targetOf(name: string, { responseCode, failedPolicies }: Preset): PresetTarget {
  if (isScimPreset(name)) return 'scim';
  return responseCode === undefined && failedPolicies === undefined ? 'any' : 'jobs';
}

/** Presets with an Error body only work for SCIM requests. */
export function isScimPreset(name: string): boolean {
  return name.startsWith('scim-');
}
