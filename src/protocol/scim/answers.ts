import type { Answer } from '../evidence.js';
import { JobError } from '../job-error.js';
import { wireAnswers } from '../wire-answers.js';

/** An answer of the SCIM endpoint. `responseCode` is the HTTP status, `responseMessage` the detail of an error. */
export interface ScimAnswer extends Answer {
  /** RFC 7644, table 9. */
  readonly scimType?: string;
}

const SPEC_TEST = "Okta's public SCIM 2.0 SPEC test (okta-developer-docs, 2024-05), which Okta requires of new apps in its catalogue";
const OKTA_CLIENT = "Okta's developer documentation of its SCIM client (okta-developer-docs, reference/scim/scim-20)";
const NOT_OFFERED =
  'Expensify, community discussion 5104 (2022): provisioning and updating attributes are not included; the response is a guess';
const RFC = 'RFC 7644';
const HTTP = 'RFC 9110';

const BRANCH_ON_STATUS = 'Branch on the HTTP status.';

/** Every answer of the SCIM endpoint. Expensify has published none of them, so all are assumed. */
export const scimAnswers = {
  listed: assumed(200, SPEC_TEST, 'The form of the list, and that it contains the accounts of the domain.'),
  read: assumed(200, SPEC_TEST, 'Which attributes a user has.'),
  patched: assumed(200, OKTA_CLIENT, 'That PATCH responds with the user. Okta also accepts 204 without a body.', 'Accept 200 and 204.'),
  replaced: assumed(
    200,
    OKTA_CLIENT,
    "That PUT is accepted. Custom Okta apps send it, but Expensify's app is in Okta's catalogue.",
    'Use PATCH.',
  ),
  'no-groups': assumed(200, SPEC_TEST, 'That groups can be listed, and that the list is empty.', 'Do not ask for groups.'),
  described: assumed(200, `${RFC}, section 4`, 'That the endpoint describes itself. Okta does not ask for it.', 'Do not depend on it.'),
  created: beyond(201),
  unauthorized: failed(401, 'The SCIM token is missing or wrong. Send it as Authorization: Bearer TOKEN.', SPEC_TEST),
  'not-set-up': failed(
    403,
    'SCIM is not set up for {domain}: {reason}.',
    "Expensify's help page SAML-SSO.md and community discussion 5104: the domain must be verified, with SAML enabled and required; the response is a guess",
  ),
  'unknown-user': failed(404, "No user has the id '{id}'.", SPEC_TEST),
  'unknown-path': failed(
    404,
    "Unknown path '{path}'. Use /Users, /Groups, /ServiceProviderConfig, /Schemas or /ResourceTypes.",
    `${RFC}, section 3.12`,
  ),
  'method-not-allowed': failed(405, '{method} is not allowed on this path.', `${HTTP}, section 15.5.6`),
  'duplicate-user': { ...beyond(409, "A user with the userName '{userName}' already exists."), scimType: 'uniqueness' },
  'body-too-large': failed(413, 'The body is larger than {limit} bytes.', `${HTTP}, section 15.5.14`),
  'unsupported-media-type': failed(
    415,
    "Send the body as application/scim+json or application/json, not as '{type}'.",
    `${HTTP}, section 15.5.16`,
  ),
  'invalid-filter': {
    ...failed(
      400,
      "The filter '{filter}' is not supported: use userName, id or emails.value, the operator eq and a value in double quotes.",
      `${RFC}, section 3.4.2.2; Okta filters by userName eq only`,
    ),
    scimType: 'invalidFilter',
  },
  'invalid-paging': { ...failed(400, "{name} must be an integer, not '{value}'.", `${RFC}, section 3.4.2.4`), scimType: 'invalidValue' },
  'invalid-syntax': { ...failed(400, 'The body is not valid: {problem}.', `${RFC}, section 3.12`), scimType: 'invalidSyntax' },
  'invalid-value': { ...failed(400, '{problem}.', `${RFC}, section 3.12`), scimType: 'invalidValue' },
  'invalid-path': { ...failed(400, "Users have no attribute '{path}'.", `${RFC}, section 3.12`), scimType: 'invalidPath' },
  'no-target': { ...failed(400, 'remove needs a path.', `${RFC}, section 3.5.2.2`), scimType: 'noTarget' },
  mutability: {
    ...failed(400, "Expensify does not update '{path}': only active can change.", `${NOT_OFFERED}; the code follows ${RFC}, section 3.12`),
    scimType: 'mutability',
  },
  'rate-limited': failed(429, 'Too many SCIM requests. Try again in {seconds} s.', 'RFC 6585, section 4; Okta repeats a request after 429'),
  'not-supported': failed(
    501,
    '{what} is not supported by Expensify: SCIM only lists, reads and deactivates users.',
    `${NOT_OFFERED}; the code follows ${RFC}, section 3.12`,
  ),
  'internal-error': wireAnswers['internal-error'],
} as const satisfies Readonly<Record<string, ScimAnswer>>;
export type ScimAnswerName = keyof typeof scimAnswers;

function assumed(responseCode: number, source: string, what: string, advice = 'Do not depend on it.'): ScimAnswer {
  return { responseCode, evidence: 'assumed', source, limit: { assumed: what, advice } };
}

function failed(responseCode: number, responseMessage: string, source: string): ScimAnswer & { readonly responseMessage: string } {
  return {
    responseCode,
    responseMessage,
    evidence: 'assumed',
    source,
    limit: { assumed: 'The status and the wording.', advice: BRANCH_ON_STATUS },
  };
}

/** What the emulator offers in addition to Expensify's integration, with `--scim-full` only. */
function beyond(responseCode: number, responseMessage?: string): ScimAnswer {
  const limit = {
    assumed: 'That users can be created over SCIM. Expensify does not offer it.',
    advice: 'Provision with `update employees`.',
  };
  const source = `${SPEC_TEST}; beyond Expensify, with --scim-full only`;
  return { responseCode, ...(responseMessage !== undefined && { responseMessage }), evidence: 'assumed', source, isOwn: true, limit };
}

/** An error of the SCIM endpoint. */
export class ScimError extends JobError {
  constructor(
    id: string,
    readonly answer: ScimAnswer,
    values: Readonly<Record<string, string>>,
    /** Headers of the response, such as `allow` and `retry-after`. */
    readonly headers: Readonly<Record<string, string>>,
  ) {
    super(id, answer, values);
  }
}

/** @example throw scimError('unknown-user', { id }) */
export function scimError(
  name: ScimAnswerName,
  values: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): ScimError {
  return new ScimError(scimAnswerID(name), scimAnswers[name], values, headers);
}

export function scimAnswerID(name: ScimAnswerName): string {
  return `scim/${name}`;
}
