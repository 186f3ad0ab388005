import type { Client, ClientOptions } from '../../src/client/create-client.js';
import type * as client from '../../src/client/index.js';
import { code, table } from './table.js';

const INTRODUCTION = `# The client

<!-- Written by \`npm run generate\`; a test fails if the page is out of date, and the compiler if an option or a method is missing. -->

\`import { createClient } from 'expensify-emulator/client'\`. [The guide](../guide/client.md) explains feeds, deactivation, pace and retries.
`;

const OPTIONS: Readonly<Record<keyof ClientOptions, readonly [string, string]>> = {
  credentials: [
    '',
    '`{ partnerUserID, partnerUserSecret }`; optional if you pass `scim` and only [deactivate users](../guide/client.md#deactivation)',
  ],
  baseUrl: ['`https://integrations.expensify.com`', 'the default is the real service: real policies, real employees'],
  fetch: ['the global one', 'pass `emulator.fetch` to use an emulator without a port'],
  rateLimit: ['the published windows', '5 requests in 10 s and 20 in 60 s, shared by all calls of the client; `"off"` for none'],
  retry: ['`{ attempts: 5, baseMs: 1000, maxMs: 120000 }`', '`"off"` for one attempt'],
  timeout: ['`120000`', 'milliseconds, for each attempt'],
  signal: ['', 'ends every call'],
  onExchange: ['', 'called with each request and its response, without secrets'],
  logger: ['', '`warn(sentence)` is called for each retry'],
  runtime: ['the system', 'time and random numbers, for tests of the client itself'],
  scim: ['', '`{ url, token }` for [deactivation](../guide/client.md#deactivation)'],
};

/** The parameters, whether it writes, and what it returns. */
const METHODS: Readonly<Record<Exclude<keyof Client, 'url'>, readonly [string, string, string]>> = {
  listPolicies: ['{ adminOnly, userEmail }', 'no', 'the policies the account can see'],
  getPolicies: ['ids, { fields, userEmail }', 'no', 'by policy id, only the sections you ask for'],
  updateEmployees: ['employees, options', '**yes**, unless `dryRun`', 'what was added, changed, removed and skipped'],
  createPolicy: ['name, { plan }', '**yes**', 'a policy that the account owns'],
  updatePolicies: ['ids, { categories, tags, tagFile, reportFields }', '**yes**', 'nothing; merges or replaces the sections'],
  updateTagApprovers: ['policyID, tagApprovers', '**yes**', 'nothing; sets who approves expenses with a tag'],
  listDomainCards: ['domain', 'no', 'the company cards of a domain'],
  createReport: ['{ policyID, employeeEmail, report, expenses }', '**yes**', 'a report with its expenses'],
  createExpenses: ['employeeEmail, expenses', '**yes**', 'expenses with their ids'],
  createExpenseRules: ['rule', '**yes**', "nothing; adds a rule for a member's new expenses"],
  updateExpenseRules: ['rule', '**yes**', 'nothing; changes a rule'],
  reimburseReports: ['{ reportIDs, paymentSource }', '**yes**', 'approved reports that are now marked as reimbursed'],
  exportReports: ['{ template, fileExtension, startDate, … }', 'if `onFinish` does', 'the names of the files'],
  exportCardExpenses: ['{ template, domain, startDate, endDate, type }', 'no', 'the name of a card reconciliation file'],
  download: ['fileName, { fileSystem }', 'no', 'the bytes of a file'],
  updateEmployeesCsv: ['policyID, csv', '**yes**', 'the number of members; the job is deprecated'],
  deactivateUser: ['email', '**yes**, unless nothing changes', "the user's `id`, `email`, `wasActive`, `isActive`; needs `scim`"],
  reactivateUser: ['email', '**yes**, unless nothing changes', 'the same'],
  scimUser: ['email', 'no', "the user's `id`, `email`, `isActive`, or undefined; needs `scim`"],
  job: ['definition, input, { fields }', 'if the job does', 'the response of any job that has a definition'],
};

type ErrorName = Extract<keyof typeof client, `${string}Error`>;

const ERRORS: Readonly<Record<Exclude<ErrorName, 'ExpensifyError'>, readonly [string, string]>> = {
  AuthenticationError: ['`authentication`', 'missing or unknown credentials, or a wrong secret (the service returns 404)'],
  PermissionError: ['`permission`', '403, or not authorized as that user'],
  ValidationError: ['`validation`', '410, a missing parameter or column, 666'],
  NotFoundError: ['`not-found`', '404 for a policy, report or file'],
  RateLimitedError: ['`rate-limited`', 'still 429 after the last attempt'],
  ServerError: ['`server`', '5xx'],
  TransportError: ['`transport`', 'no response'],
  TimeoutError: ['`timeout`', 'no response in time; the service may still be working'],
  MalformedAnswerError: ['`malformed-answer`', 'invalid JSON, no `responseCode`, or a success without its required keys'],
  SkippedEmployeesError: ['`skipped-employees`', "only with `onSkipped: 'throw'`"],
  ScimError: ['one of the codes above, by status', 'a SCIM Error response, with its `status`, `scimType` and `detail`'],
};

/** docs/reference/client.md: the options, methods and errors of the client. */
export function renderClient(): string {
  return [
    INTRODUCTION,
    '## Options\n',
    table(
      ['option', 'default', 'what it does'],
      Object.entries(OPTIONS).map(([name, [value, about]]) => [code(name), value, about]),
    ),
    '## Methods\n',
    table(
      ['method', 'writes', 'returns'],
      Object.entries(METHODS).map(([name, [parameters, writes, returns]]) => [code(`${name}(${parameters})`), writes, returns]),
    ),
    'Every method also accepts `{ signal }`. `client.url` is the endpoint that it calls.\n',
    '## Errors\n',
    'Every error is an `ExpensifyError` with `code`, `job`, `attempts`, `responseCode`, `httpStatus`, `retryAfterMs` and `cause`. Secrets are',
    'removed from message, stack and cause when the error is created. An aborted signal rejects with its own reason.\n',
    table(
      ['class', '`code`', 'when'],
      Object.entries(ERRORS).map(([name, [value, about]]) => [code(name), value, about]),
    ),
  ].join('\n');
}
