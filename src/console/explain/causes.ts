/** What to do about a response, and where the docs explain it. */
export interface Remedy {
  /** In one sentence. Default: the service's own message. */
  readonly cause?: string;
  readonly change: string;
  readonly guide: string;
}

const ADVISORIES = 'reference/advisories';
const RESPONSES = 'guide/troubleshooting#responses';

/** By the whole name of a response, or by the part after the job for a response that means the same in every job. */
export const REMEDIES: Readonly<Record<string, Remedy>> = {
  'wire/missing-job-description': {
    cause: 'The request has no form field requestJobDescription.',
    change: 'Send the job as JSON in the form field requestJobDescription, as application/x-www-form-urlencoded.',
    guide: RESPONSES,
  },
  'wire/unreadable-job': {
    cause: "The job in requestJobDescription isn't valid JSON.",
    change: 'Percent-encode the form field, and check the JSON for quotes, commas and line breaks in values.',
    guide: `${ADVISORIES}#unreadable-json`,
  },
  'wire/malformed-type': {
    cause: 'The job has no type.',
    change: 'Set type to the kind of job, such as "get", "create" or "update".',
    guide: RESPONSES,
  },
  'wire/unknown-type': {
    cause: "The job's type doesn't exist.",
    change: 'Check the spelling of type and of inputSettings.type. The Advisories tab suggests the nearest name.',
    guide: `${ADVISORIES}#unknown-job`,
  },
  'wire/malformed-input-type': {
    cause: 'inputSettings.type is missing or names no job.',
    change: 'Set inputSettings.type, such as "policyList" or "employees".',
    guide: `${ADVISORIES}#unknown-job`,
  },
  'wire/no-credentials': {
    cause: 'The job has no credentials.',
    change: 'Add credentials with partnerUserID and partnerUserSecret to the job. The Integrations page creates them.',
    guide: RESPONSES,
  },
  'wire/authentication-error': {
    cause: 'The partnerUserID or the partnerUserSecret is wrong.',
    change: 'Compare both with what the Integrations page created. The live service returns 404 too, not 401.',
    guide: RESPONSES,
  },
  'wire/rate-limited': {
    cause: 'The client sent too many requests: more than 5 in 10 s, or 20 in 60 s.',
    change: 'Let the client wait before it tries again, send fewer requests, or start with --rate-limit advise.',
    guide: RESPONSES,
  },
  'wire/not-implemented': {
    cause: "The emulator doesn't implement this job yet.",
    change: 'The live service has it. Test this part there, or arm a fault that returns its response.',
    guide: `${ADVISORIES}#not-implemented`,
  },
  'not-domain-admin': {
    cause: 'The account of the credentials is not a domain admin.',
    change: "Use a domain admin's credentials, or make the account a domain admin in the seed.",
    guide: RESPONSES,
  },
  'missing-data': {
    cause: 'The request has no feed.',
    change: 'Send the employees as JSON in the form field data, next to requestJobDescription.',
    guide: 'guide/provisioning',
  },
  'feed-unreadable': {
    change: 'Check the address and the content of the feed. The Advisories tab says what was wrong.',
    guide: `${ADVISORIES}#feed-host-refused`,
  },
  'scim/unauthorized': {
    cause: "The SCIM token is missing, or isn't a domain's token.",
    change: 'Reveal the token on the Company page, and enter it in Okta.',
    guide: 'guide/okta-scim',
  },
};

/** Advisories that say why a request failed better than its response does, the most telling first. */
export const TELLING_ADVISORIES = [
  'json-body',
  'body-not-read',
  'cut-at-ampersand',
  'plus-became-space',
  'unreadable-json',
  'unknown-job',
  'not-multipart',
  'unreadable-csv',
  'feed-host-refused',
  'template-error',
] as const;

/** By the start of the reason of a skipped record. */
export const SKIP_REMEDIES: readonly (readonly [start: string, change: string])[] = [
  ['Invalid manager email', 'Send a valid address in managerEmail. A record without one needs a manager who is known already.'],
  ['Invalid employee email', 'Send a valid address in employeeEmail.'],
  ['Invalid employee ID', 'Send employeeID as text that is not empty.'],
  ['No policy found', 'Send the policyID of a policy that the account can see. `get policyList` lists them.'],
  ['Invalid role', 'Send user, auditor or admin as role.'],
  ['Invalid isTerminated', 'Send true or false as isTerminated.'],
  ['Invalid approval limit', 'Send approvalLimit as a number of cents.'],
  ['Missing over limit approver', 'Send overLimitApprover together with approvalLimit.'],
  ['Invalid employee record', 'Send each employee as an object.'],
];
