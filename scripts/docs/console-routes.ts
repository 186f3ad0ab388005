/** What the console's routes take and return, by method and path below `/_emulator/`. A test compares the paths with the router. */
export interface ConsoleRoute {
  readonly route: string;
  readonly takes?: string;
  readonly returns: string;
}

const ROWS = '`reports`, `expenses`, `expenseRules`, `tagApprovers`, `domainCards`, `exportLabels`, `files` or `sessions`';

/** By heading. */
export const CONSOLE_ROUTES: Readonly<Record<string, readonly ConsoleRoute[]>> = {
  'The process': [
    { route: 'GET /health', returns: '`{"status":"ok"}`, or 503 and `"degraded"` while the state can\'t be written' },
    {
      route: 'GET /ready',
      returns: 'the URLs, credentials, policies and SCIM endpoint: the same JSON as `start --json`',
    },
    { route: 'POST /stop', returns: '202; stops the emulator' },
    { route: 'GET /info', returns: '`{"version","pid","endpoint"}`' },
    {
      route: 'GET /overview',
      returns: '`{"version","endpoint","now","isStopped","requests","failed","faults","mails","job"}`: what the top of every page shows',
    },
    {
      route: 'GET /docs',
      takes: 'query: `page=guide/console`; `as=blocks` for its parts as JSON',
      returns: 'a page of these docs as Markdown',
    },
    { route: 'GET /fields', returns: '`{"fields":{…}}`: for each collection, the fields of the form that edits a row' },
    { route: 'GET /texts', returns: '`{"oktaCard","test","export","reconciliation"}`: the samples that pages start with' },
    { route: 'GET /metrics', returns: 'metrics as Prometheus text' },
    { route: 'GET /jobs', returns: 'the names of jobs and SCIM operations that filters and faults accept' },
    { route: 'GET /events', returns: 'server-sent events: `exchange` with an id, and `world` when a company changed' },
  ],
  'State and seeds': [
    { route: 'POST /reset', returns: '204; resets to the seed, and clears faults, journal, emails and clock' },
    { route: 'GET /state', returns: 'a snapshot, without secrets' },
    { route: 'PUT /state', takes: 'a snapshot', returns: '204' },
    { route: 'GET /snapshots', returns: '`{"snapshots":[{"name","at","characters"}]}`: states with a name, kept in memory' },
    { route: 'PUT /snapshots/:name', returns: '204; keeps the current state under this name' },
    { route: 'GET /snapshots/:name', returns: 'the snapshot' },
    { route: 'POST /snapshots/:name/restore', returns: '204' },
    { route: 'DELETE /snapshots/:name', returns: '204' },
    { route: 'POST /seed', takes: '`{"seed":"faker:42:500"}`, or a whole seed', returns: '204' },
  ],
  Journal: [
    {
      route: 'GET /journal',
      takes: 'query: `job`, `code`, `text`, `company`, `advisory`, `after` (an id), `limit`',
      returns: '`{"entries":[…]}`, with decoded jobs and redacted secrets',
    },
    { route: 'DELETE /journal', returns: '204' },
    {
      route: 'POST /journal/verify',
      takes: 'the filters above, and `exactly`, `atLeast` or `atMost`: `{"job":"update employees","code":200,"exactly":1}`',
      returns: '`{"count":1,"isSatisfied":true}`',
    },
    { route: 'GET /advisories', returns: '`{"advisories":[…]}`' },
    { route: 'GET /exchanges', takes: 'the same query as `GET /journal`', returns: '`{"exchanges":[…]}`: one line per request' },
    {
      route: 'GET /exchanges/outcomes',
      takes: 'query: `ids=1,2,3`, at most 200',
      returns: '`{"outcomes":[{"id","who","about","text"}]}`: who sent it, which policy, and what came of it',
    },
    { route: 'GET /exchanges/:id', returns: 'one request with its response, advisories, changes, and if it failed, `why`' },
    { route: 'GET /exchanges/:id/curl', takes: 'query: `secret=shown` includes the secret', returns: 'the request as a curl command' },
    { route: 'GET /exchanges/:id/fetch', returns: 'the request as JavaScript' },
    { route: 'GET /exchanges/:id/test', returns: 'a vitest test that expects this response code' },
    { route: 'GET /exchanges/:id/interaction', returns: 'a contract test that expects this response, as YAML' },
    { route: 'GET /exchanges/:id/stub', returns: 'a fault that returns this response' },
    {
      route: 'POST /exchanges/:id/replay/preview',
      takes: 'optionally `{"fields":{…}}` or, for SCIM, `{"body"}` to send instead',
      returns: 'what a replay would change, and a `confirm` token if it writes',
    },
    {
      route: 'POST /exchanges/:id/replay',
      takes: '`{"confirm":"…"}`, and the same edits',
      returns: '`{"status","id"}` of the new exchange',
    },
    { route: 'GET /samples', returns: '`{"samples":[{"name","about","job","answer"}]}`: requests to try' },
    { route: 'POST /samples/:name', returns: 'sends a sample: `{"exchanges":[…]}` with the ids; 409 if the seed lacks what it needs' },
  ],
  'Faults, rate limit and clock': [
    { route: 'GET /presets', returns: '`{"presets":[…]}`: [every preset](presets.md)' },
    { route: 'GET /faults', returns: '`{"faults":[…]}`: armed faults, and how often each has fired' },
    {
      route: 'POST /faults',
      takes: '`{"preset":"rate-limited","times":2}`, or [a fault of your own](../guide/faults-and-clock.md)',
      returns: '201 and the armed fault',
    },
    { route: 'DELETE /faults', returns: '204; disarms all' },
    { route: 'DELETE /faults/:id', returns: '204; disarms one' },
    { route: 'GET /rate-limit', returns: '`{"mode"}`' },
    { route: 'POST /rate-limit', takes: '`{"mode":"enforce"}` (or `advise`, `off`)', returns: '`{"mode"}`, until the next reset' },
    { route: 'GET /clock', returns: '`{"now","isStopped"}`' },
    { route: 'POST /clock', takes: '`{"set":ISO}`, `{"advance":"PT10S"}` or `{"resume":true}`', returns: '`{"now","isStopped"}`' },
  ],
  'Emails and credentials': [
    { route: 'GET /outbox', returns: '`{"mails":[…]}`' },
    { route: 'DELETE /outbox', returns: '204' },
    {
      route: 'GET /credentials',
      takes: 'query: `with=powers` adds what their accounts may do',
      returns: '`{"credentials":[…]}`, without secrets',
    },
    {
      route: 'POST /credentials',
      takes: '`{"actsAs":"owner@acme.example"}`, optionally `company`',
      returns: '201 and the credentials; only this response contains the secret',
    },
    { route: 'DELETE /credentials/:id', returns: '204; revokes credentials' },
  ],
  Companies: [
    { route: 'GET /companies', returns: '`{"companies":[…]}`' },
    {
      route: 'POST /companies',
      takes: '`{"name":"Team A"}`',
      returns: '201 and `{"id","name","credentials","policies"}` of a company that is isolated from all others',
    },
    { route: 'GET /companies/:id', returns: 'a company, without the rows below' },
    { route: 'PUT /companies/:id/members', takes: '`{"policyID","email","member":{…}}`; `"member":null` removes', returns: '204' },
    {
      route: 'GET /companies/:id/history',
      takes: 'query: `email`',
      returns: '`{"history":[{"id","at","job","changes"}]}`: the requests of the journal that changed this person',
    },
    {
      route: 'GET /companies/:id/past',
      returns: '`{"steps":[{"step","at","request","job","rows"}],"isCut","bounds"}`: the last changes, which lead back to an earlier state',
    },
    { route: 'GET /companies/:id/past/:step', returns: 'the company as it was after this change; step 0 is before the first one' },
    {
      route: 'GET /companies/:id/past/:step/changes',
      returns: '`{"changes":[…],"isMore"}`: what has changed since then, the first 100 rows',
    },
    {
      route: 'GET /companies/:id/past/:step/:collection',
      takes: 'query as for the rows below',
      returns: 'the rows as they were then',
    },
    { route: 'GET /companies/:id/past/:step/:collection/:key', returns: 'a row as it was then' },
    { route: 'GET /companies/:id/past/:step/files/:key', returns: 'a file as it was then' },
    { route: 'POST /companies/:id/past/:step/restore', returns: '204; the company is as it was then, and this is a change itself' },
    {
      route: 'PUT /companies/:id/accounts',
      takes: 'an account as in a seed; `accountID` keeps the account if its `email` changes',
      returns: '200 or 201 and `{"key","document"}`',
    },
    {
      route: 'GET /companies/:id/accounts/:email/deletion',
      returns: '`{"goes":[…],"refused"}`: what a deletion would take along, and why it would be refused',
    },
    {
      route: 'DELETE /companies/:id/accounts/:email',
      returns: '204; 409 while others need the person, or reports, expenses, cards or files name them',
    },
    {
      route: 'POST /companies/:id/domains',
      takes: '`{"domain":"acme.example"}`',
      returns: '201 and `{"domain"}`; 409 if a company has it already',
    },
    { route: 'GET /companies/:id/domains/:domain/deletion', returns: '`{"goes":[…],"refused"}`, as for an account' },
    { route: 'DELETE /companies/:id/domains/:domain', returns: '204; 409 for the last domain, or while cards or domain groups need it' },
    { route: 'PUT /companies/:id/domainGroups', takes: '`{"id","name"}`', returns: '200 or 201 and `{"key","document"}`' },
    { route: 'DELETE /companies/:id/domainGroups/:group', returns: '204; 409 while an account is in the group' },
    {
      route: 'PUT /companies/:id/accounts/:email/active',
      takes: '`{"active":false}` or `true`',
      returns: '204; deactivates a user and ends their sessions, or reactivates the user',
    },
    {
      route: 'POST /companies/:id/sign-in',
      takes: '`{"email","device"}`; `web` or `mobile`',
      returns: 'the session; 403 for a deactivated user',
    },
  ],
  Rows: [
    {
      route: 'GET /companies/:id/:collection',
      takes: `the collection is ${ROWS}; query: \`text\`, \`limit\`, \`offset\`, \`order\`, or any key of the rows (\`?status=Open\`; an empty value finds rows without it)`,
      returns: '`{"total","rows":[{"key","document","facts"}]}`',
    },
    {
      route: 'PUT /companies/:id/:collection',
      takes: 'a document as in a seed',
      returns: '201 or 200 and the row; replaces the row with the same id',
    },
    { route: 'GET /companies/:id/:collection/:key', returns: 'one row' },
    { route: 'DELETE /companies/:id/:collection/:key', returns: '204; 409 if other rows refer to it' },
    { route: 'GET /companies/:id/files/:key', returns: 'the content of a file' },
    {
      route: 'POST /companies/:id/reports/:key/step',
      takes: '`{"step":"submit"}` (or `approve`, `reimburse`, `close`)',
      returns: '204; updates status, dates and history',
    },
  ],
  SCIM: [
    { route: 'GET /scim', returns: '`{"url","company","domain"}` of the first domain that is set up for SCIM; 404 if there is none' },
    { route: 'GET /companies/:id/domains', returns: '`{"url","domains":[…]}`, with the SAML and SCIM settings of each domain' },
    { route: 'PATCH /companies/:id/domains/:domain', takes: 'settings, such as `{"samlRequired":false}`', returns: 'the domain' },
    { route: 'GET /companies/:id/domains/:domain/token', returns: '`{"token"}`; 409 with the reason if the domain isn\'t set up' },
    { route: 'POST /companies/:id/domains/:domain/token', returns: '`{"token"}`: a new one' },
  ],
  'Templates, flows and contracts': [
    {
      route: 'POST /templates/render',
      takes: '`{"company","template","kind":"export"}` (or `"reconciliation"`), optionally `status` or `reports`',
      returns: 'the output, ignored errors and lint findings',
    },
    { route: 'GET /flows/example', returns: 'a flow to try: `{"name","export","users","input","set"}`' },
    {
      route: 'POST /flows/inspect',
      takes: '`{"export":"…"}`: an Okta Workflows export as text, optionally `name`',
      returns: '`{"inventory","problems"}`',
    },
    {
      route: 'POST /flows/run',
      takes: '`{"export","input":{…},"set":{…},"users":[…]}`, optionally `name`, `flow`, `event`, `stubs`',
      returns: '`{"status","error","message","steps","requests","report"}`',
    },
    { route: 'GET /flows/reports/:id', returns: 'a report as HTML' },
    { route: 'GET /contracts', returns: '`{"statements","interactions"}`: documented behaviour with its evidence and tests' },
    {
      route: 'POST /contracts/verify',
      takes: '`{"filter":"update"}`',
      returns: '`{"verdicts":[…]}`, or a line of JSON for each with `Accept: application/x-ndjson`',
    },
  ],
};
