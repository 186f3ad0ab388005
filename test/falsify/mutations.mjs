// The rules that falsification flips, one at a time. `find` must stand exactly once in src/<file>.
const edit = (name, file, find, replace) => ({ name, file, find, replace });

const wireAnswers = 'protocol/wire-answers.ts';
const employees = 'jobs/update-employees/definition.ts';
const record = 'jobs/update-employees/employee-record.ts';
const feed = 'jobs/update-employees/read-feed.ts';
const upsert = 'jobs/update-employees/upsert-employee.ts';
const terminate = 'jobs/update-employees/terminate.ts';
const compute = 'jobs/update-employees/compute-update.ts';
const chains = 'jobs/update-employees/approval-chains.ts';
const answer = 'jobs/update-employees/answer.ts';
const run = 'jobs/update-employees/run.ts';
const change = 'emulator/change-company.ts';
const listView = 'jobs/get-policy-list/view.ts';
const policyView = 'jobs/get-policy/view.ts';
const policyRun = 'jobs/update-policy/run.ts';
const tagMerge = 'jobs/update-policy/merge-tags.ts';
const listMerge = 'jobs/update-policy/merge-lists.ts';
const tagFile = 'jobs/update-policy/tag-file.ts';
const approvers = 'jobs/update-tag-approvers/run.ts';
const csvMembers = 'jobs/update-employees-csv/update-members.ts';

export const mutations = [
  // The wire
  edit('the endpoint answers under any path', 'emulator/wire/decode.ts', 'if (path !== ENDPOINT_PATH)', "if (path === '')"),
  edit('every method is allowed', 'emulator/wire/decode.ts', "request.method !== 'POST' && request.method !== 'GET'", 'false'),
  edit(
    'the body wins over the query',
    'emulator/wire/decode.ts',
    'if (!fields.has(name)) fields.set(name, value);',
    'fields.set(name, value);',
  ),
  edit('a plus stays a plus', 'emulator/wire/form.ts', "text.includes('+') ? text.replaceAll('+', ' ') : text", 'text'),
  edit('the charset is ignored', 'emulator/wire/decode.ts', 'return new TextDecoder(label).encoding;', "return 'utf-8';"),
  edit(
    'multipart wants a long boundary',
    'emulator/wire/decode.ts',
    'if (boundary !== undefined) return',
    'if (boundary !== undefined && boundary.length >= 27) return',
  ),
  edit(
    'multipart wants a final line end',
    'emulator/wire/multipart.ts',
    'next === -1 ? text.length : next + 1, charset',
    'next === -1 ? start : next + 1, charset',
  ),
  edit('JSON bodies are read', 'emulator/wire/decode.ts', 'mediaType === FORM)', "mediaType !== 'multipart/form-data')"),
  edit(
    'the job must be strict JSON',
    'emulator/wire/lenient-json.ts',
    'const MAX_LENIENT_LENGTH = 1024 * 1024;',
    'const MAX_LENIENT_LENGTH = 0;',
  ),
  edit(
    'junk after the brace is refused',
    'emulator/wire/lenient-parser.ts',
    "if (!isBracketed && reader.skipSpace() !== '')",
    "if (reader.skipSpace() !== '')",
  ),
  edit('responseCode comes first', 'emulator/wire/encode.ts', '{ ...body, responseCode }', '{ responseCode, ...body }'),
  edit(
    'errors carry a third key',
    'emulator/wire/encode.ts',
    'JSON.stringify({ responseMessage, responseCode }',
    'JSON.stringify({ responseMessage, responseCode, requestID: 1 }',
  ),
  edit('errors are HTTP errors', 'emulator/wire/encode.ts', 'status: http.status ?? 200', 'status: http.status ?? 400'),
  edit('success is text/plain', 'jobs/get-policy-list/definition.ts', "value: 'application/json'", "value: 'text/plain'"),
  // Codes and messages
  edit(
    'a missing job is 410',
    wireAnswers,
    "'missing-job-description': {\n    responseCode: 500",
    "'missing-job-description': {\n    responseCode: 410",
  ),
  edit('no credentials is 401', wireAnswers, 'responseCode: 403', 'responseCode: 401'),
  edit(
    'a wrong pair is 401',
    wireAnswers,
    "'authentication-error': {\n    responseCode: 404",
    "'authentication-error': {\n    responseCode: 401",
  ),
  edit('the authentication message changes', wireAnswers, "'Authentication error'", "'Authentication failed'"),
  edit('an unknown type is 400', wireAnswers, "'malformed-type': {\n    responseCode: 410", "'malformed-type': {\n    responseCode: 400"),
  edit(
    'an unknown input type is 400',
    wireAnswers,
    "'malformed-input-type': {\n    responseCode: 410",
    "'malformed-input-type': {\n    responseCode: 400",
  ),
  edit('an unreadable job is 500', wireAnswers, "'unreadable-job': {\n    responseCode: 410", "'unreadable-job': {\n    responseCode: 500"),
  edit('the rate limit message changes', wireAnswers, 'You have been rate-limited.', 'Too many requests.'),
  edit('an unknown type is documented', 'emulator/resolve-job.ts', "throw wireError('unknown-type')", "throw wireError('malformed-type')"),
  edit(
    'an unknown type is not named',
    'emulator/resolve-job.ts',
    "advise('unknown-job', unknownName('type', type, Object.keys(KNOWN_JOBS)));",
    '',
  ),
  edit('an unknown input type is not named', 'emulator/resolve-job.ts', "if (typeof subtype === 'string') advise", 'if (false) advise'),
  edit('misspelt credentials are not named', 'emulator/handle.ts', 'adviseOnMisspelling(job, advise);', ''),
  edit(
    'every key of credentials is one of ours',
    'emulator/advisories/advise-on-job.ts',
    'if (!wanted.includes(key) &&',
    "if (path === 'credentials.' && !wanted.includes(key)) advise('unknown-key', key);\n    else if (!wanted.includes(key) &&",
  ),
  edit('a variant is never meant', 'protocol/variants.ts', 'variant?.isMeant(settings)', 'false'),
  edit('a variant is called like the other job', 'protocol/define-job.ts', '`${name} (${variant.name})`', 'name'),
  edit('a deprecated job is not told', 'emulator/advisories/advise-on-job.ts', 'definition.deprecated !== undefined', 'false'),
  edit('what the emulator says of itself is assumed', 'protocol/evidence.ts', 'if (isOwn === true) return undefined;', ''),
  edit('a wording is not told to be assumed', 'protocol/evidence.ts', 'except?.assumed === undefined ?', 'true ?'),
  // Order of checks
  edit(
    'any secret passes',
    'emulator/accounts/authenticate.ts',
    "if (!matches(pair.data.partnerUserSecret, credential)) throw wireError('authentication-error');",
    '',
  ),
  edit(
    'wrong pairs are 403',
    'emulator/accounts/authenticate.ts',
    "isEmptyObject(job.credentials) ? 'no-credentials' : 'authentication-error'",
    "'no-credentials'",
  ),
  edit(
    'the type is checked before the pair',
    'emulator/handle.ts',
    'const standing = createStanding(parts, job, exchange);',
    'resolveJob(job, parts.jobs, advise);\n  const standing = createStanding(parts, job, exchange);',
  ),
  edit('the feed is read before permission', run, '{ permit, spoil:', '{ spoil:'),
  edit(
    'the input is read before permission',
    'emulator/implement.ts',
    '      permit?.(context);\n      const input = definition.input.safeParse(job);\n      if (!input.success) throw inputError(definition, job, input.error.issues);',
    '      const input = definition.input.safeParse(job);\n      if (!input.success) throw inputError(definition, job, input.error.issues);\n      permit?.(context);',
  ),
  edit('anyone may update', run, '!isDomainAdmin(company, account)', 'false'),
  // Rate limit
  edit('six requests pass', 'protocol/rate-limits.ts', 'limit: 5', 'limit: 6'),
  edit('four requests pass', 'protocol/rate-limits.ts', 'limit: 5', 'limit: 4'),
  edit('the short window is 11 s', 'protocol/rate-limits.ts', '10_000', '11_000'),
  edit('the short window is 9 s', 'protocol/rate-limits.ts', '10_000', '9_000'),
  edit('the long window takes 21', 'protocol/rate-limits.ts', 'limit: 20', 'limit: 21'),
  edit('the long window is 50 s', 'protocol/rate-limits.ts', '60_000', '50_000'),
  edit('a refusal is HTTP 200', 'emulator/exchange.ts', 'status: 429', 'status: 200'),
  edit('a refusal names no wait', 'emulator/exchange.ts', "'retry-after': String(error.retryAfterSeconds)", ''),
  edit(
    'refused requests count',
    'emulator/rate-limit/sliding-window.ts',
    'if (refusal !== undefined) return refusal;',
    'if (refusal !== undefined) {\n      this.#admitted.push(now);\n      return refusal;\n    }',
  ),
  // get policyList, get policy
  edit('adminOnly is ignored', 'jobs/get-policy-list/run.ts', "(adminOnly && role !== 'admin')", 'false'),
  edit('every policy is listed', 'jobs/get-policy-list/run.ts', 'role === undefined ||', ''),
  edit('access needs no grant', 'emulator/accounts/act-as.ts', '? user : undefined', '? user : user'),
  edit(
    'tax is an object',
    listView,
    'settings.tax ?? `{"trackingEnabled":${policy.tax.rates !== undefined}}`',
    'settings.tax ?? { trackingEnabled: policy.tax.rates !== undefined }',
  ),
  edit('the expense chat flag is a boolean', listView, "settings.isPolicyExpenseChatEnabled ?? '1'", 'true'),
  edit('owner account ids are texts', listView, 'ownerAccountID: policy.ownerID', 'ownerAccountID: String(policy.ownerID)'),
  edit('an unset limit is 0', listView, 'const NO_LIMIT = 10000000000', 'const NO_LIMIT = 0'),
  edit('every section comes back', policyView, 'fields.has(field)', 'true'),
  edit('employee ids are left out', policyView, '...(employeeID !== undefined && { employeeID }),', ''),
  edit(
    'an unknown policy is left out',
    'jobs/get-policy/run.ts',
    "throw jobError(getPolicy, 'policy-not-found', { policyID })",
    'continue',
  ),
  edit('an unknown policy is 410', 'jobs/get-policy/definition.ts', 'responseCode: 404', 'responseCode: 410'),
  edit('any policy id is well-formed', 'jobs/get-policy/definition.ts', '/^[0-9A-F]+$/', '/^/'),
  edit('policy ids have 16 digits', 'jobs/get-policy/definition.ts', '/^[0-9A-F]+$/', '/^[0-9A-F]{16}$/'),
  edit('tax has no name', 'emulator/seeds/prepare.ts', "{ ...tax, name: tax.name ?? 'Tax' }", '{ default: tax.default, rates: tax.rates }'),
  edit('the title is a text', 'emulator/seeds/demo-sections.ts', "type: 'formula'", "type: 'text'"),
  edit('an empty list of policies passes', 'jobs/get-policy/definition.ts', 'ids.length > 0', 'ids.length >= 0'),
  // update employees: the feed
  edit(
    'the nested feed wins',
    feed,
    "if (field !== undefined && field !== '')",
    "if (nested === undefined && field !== undefined && field !== '')",
  ),
  edit('the nested feed is not read', feed, 'const nested = input.inputSettings.data;', 'const nested = undefined;'),
  edit('Employees is not unwrapped', feed, "if ('Employees' in feed)", "if ('employees' in feed)"),
  edit('Employee is not unwrapped', feed, "if (!('Employee' in feed)) return undefined;", 'return undefined;'),
  edit('an empty feed passes', feed, 'records === undefined || records.length === 0', 'records === undefined'),
  edit('missing data is 500', employees, "'missing-data': {\n      responseCode: 410", "'missing-data': {\n      responseCode: 500"),
  edit(
    'feeds come from any host',
    'emulator/feeds/allowed-hosts.ts',
    'if (!entriesOf(hostname, port).some(({ hostKey }) => hostKey === undefined)) throw refusal(hostname);',
    '',
  ),
  edit(
    'feeds are fetched without a pair',
    'emulator/feeds/download.ts',
    'headers: url.origin === first.origin ? login : {}',
    'headers: {}',
  ),
  // update employees: skips
  edit('managers are not checked', record, "managerEmail: address(skip('invalid-manager-email'))", 'managerEmail: z.string()'),
  edit('a bad manager has another reason', record, "Invalid manager email address '{value}'", "Invalid manager '{value}'"),
  edit('addresses are trimmed', record, '.regex(EMAIL_ADDRESS, reason)', '.trim()\n    .regex(EMAIL_ADDRESS, reason)'),
  edit('addresses keep their case', record, '.transform((text) => text.toLowerCase())', ''),
  edit('an unknown policy has another reason', record, "No policy found for '{value}'", "Unknown policy '{value}'"),
  edit(
    'foreign policies may be changed',
    'jobs/update-employees/update.ts',
    "memberOf(this.company, policyID, this.caller.accountID)?.role === 'admin' ? policy : undefined",
    'policy',
  ),
  edit('a limit needs no approver', record, '!record.approvalLimit ||', 'true ||'),
  edit('unknown domain groups pass', compute, '!update.company.domainGroups.has(domainGroupID)', 'false'),
  edit('owners can be removed', compute, 'account?.accountID === policy.ownerID', 'false'),
  // update employees: fields
  edit(
    'employeeID does not fill field 1',
    upsert,
    'customField1: record.customField1 ?? record.employeeID,',
    '...(record.customField1 !== undefined && { customField1: record.customField1 }),',
  ),
  edit('employeeID overwrites customField1', upsert, 'record.customField1 ?? record.employeeID', 'record.employeeID'),
  edit('names set by hand are overwritten', upsert, 'renames && !account.isNameSetByHand &&', 'renames &&'),
  edit('owners and the account itself can be demoted', upsert, 'accountID === policy.ownerID || accountID === caller.accountID', 'false'),
  edit('an absent role means user', upsert, "record.role ?? before?.role ?? 'user'", "record.role ?? 'user'"),
  edit(
    'an address change makes a new person',
    'jobs/update-employees/resolve-account.ts',
    "const byID = employeeID === undefined ? undefined : accounts.find('employeeID', employeeID);",
    "const byID = isTerminated(record) ? accounts.find('employeeID', employeeID ?? '') : undefined;",
  ),
  edit('the old address is forgotten', 'jobs/update-employees/resolve-account.ts', 'former.add(account.email);', ''),
  edit('groups apply to some records', compute, 'if (carries(record) === first) continue;', 'continue;'),
  edit('additional policies are ignored', upsert, '...(record.additionalPolicyIDs ?? [])', ''),
  edit('unassigned policies are kept', upsert, 'if (record.shouldRemoveFromUnassignedPolicies === true)', 'if (false)'),
  edit('unassigned policies of leavers are kept', terminate, 'if (record.shouldRemoveFromUnassignedPolicies === true)', 'if (false)'),
  edit('managers of the feed leave unassigned policies', terminate, ' || update.managing.get(id)?.has(accountID)', ''),
  edit(
    'unassigned policies are judged by one record',
    compute,
    'applyRecord(update, record, account, appliesGroups);\n  }\n  yield* removeFromUnassigned(update);',
    'applyRecord(update, record, account, appliesGroups);\n    yield* removeFromUnassigned(update);\n  }',
  ),
  edit(
    'a record for each policy is a duplicate',
    compute,
    'if (account !== undefined && comesAgain(update, record, account.accountID))',
    'if (account !== undefined && (comesAgain(update, record, account.accountID), update.counted.has(account.accountID)))',
  ),
  edit(
    'leavers need an employeeID',
    record,
    "z.union([empty, identity.employeeID], skip('invalid-employee-id')).optional()",
    'identity.employeeID',
  ),
  edit('an empty employeeID is an id', record, "z.union([empty, identity.employeeID], skip('invalid-employee-id'))", 'identity.employeeID'),
  edit('a wrong approvesTo skips the record', record, 'approvesTo.optional().catch(undefined)', 'approvesTo.optional()'),
  edit('a wrong approvesTo is left out without a word', record, '&& !approvesTo.safeParse(value).success', '&& false'),
  edit(
    'an empty approvesTo is left out',
    upsert,
    "approvesTo !== undefined && { forwardsTo: approvesTo === '' ? null :",
    "approvesTo && { forwardsTo: approvesTo === '' ? null :",
  ),
  edit('managers on leave stay on duty', 'jobs/update-employees/on-leave.ts', "=== 'on leave'", "=== 'never'"),
  // update employees: chains
  edit('nobody is invited as manager', chains, 'if (!options.shouldFixApprovalChains)', 'if (true)'),
  edit('managers are always invited', chains, 'if (!options.shouldFixApprovalChains)', 'if (false)'),
  edit('chains stop at the first level', chains, 'if (!options.fixFirstLevelManagersOnly) queue.push(approverID);', ''),
  edit(
    'first level only goes all the way',
    chains,
    'if (!options.fixFirstLevelManagersOnly) queue.push(approverID);',
    'queue.push(approverID);',
  ),
  edit('over-limit approvers are not invited', chains, '[submitsTo, forwardsTo, overLimitForwardsTo]', '[submitsTo, forwardsTo]'),
  // update employees: the answer
  edit('a dry run is real', change, 'if (change.isDry === true) return result;', ''),
  edit('a real run is dry', change, 'parts.world.commit(transaction);', ''),
  edit('dry-run is not echoed', answer, "...(dryRun !== undefined && { 'dry-run': dryRun }),", ''),
  edit('skippedEmployees is always there', answer, 'skippedEmployees.length > 0 &&', 'true &&'),
  edit('diffToRemove is always there', answer, 'Object.keys(diffToRemove).length > 0 &&', 'true &&'),
  edit(
    'changed members are in the diff',
    'jobs/update-employees/update.ts',
    'if (isNew && memberOf(this.company, policyID, accountID) === undefined)',
    '',
  ),
  edit(
    'skipped records count',
    'jobs/update-employees/update.ts',
    'return this.counted.size + absent.length;',
    'return this.counted.size + absent.length + this.skipped.length;',
  ),
  edit(
    'absent people do not count',
    'jobs/update-employees/update.ts',
    'return this.counted.size + absent.length;',
    'return this.counted.size;',
  ),
  edit('request ids are longer', 'runtime/ids.ts', 'random.text(6, ALPHANUMERIC)', 'random.text(7, ALPHANUMERIC)'),
  // update policy
  edit('merge keeps tags that are not sent', tagMerge, 'if (isWhole) return sent;', 'if (isWhole) return before;'),
  edit('merge drops other levels', tagMerge, '[...tagLevels(before), ...tagLevels(sent)].map(', '[...tagLevels(sent)].map('),
  edit('replace merges tags', policyRun, "tags?.action === 'merge' && quirkOf", 'quirkOf'),
  edit('the quirk of merging tags is ignored', policyRun, "quirkOf(company.quirks, updatePolicy, 'tag-merge') === 'replace-level'", 'true'),
  edit('removed tags keep their approvers', policyRun, 'if (!names.has(tag))', 'if (false)'),
  edit('every tag loses its approver', policyRun, 'if (!names.has(tag))', 'if (true)'),
  edit(
    'any member may change a policy',
    policyRun,
    "if (!isPolicyAdmin(company, policyID, account)) throw jobError(updatePolicy, 'not-policy-admin');",
    '',
  ),
  edit('replace keeps categories', listMerge, "action === 'merge' ? before : []", 'before'),
  edit('a merged category forgets its other keys', listMerge, '...(before ?? newCategory(name)),', '...newCategory(name),'),
  edit('replace removes the title', listMerge, "type === 'formula'", 'false'),
  edit(
    'a disabled value is left out',
    listMerge,
    "values.push('name' in value ? value.name : value.value);",
    "if (value.enabled) values.push('name' in value ? value.name : value.value);",
  ),
  edit('cvs is no CSV', 'jobs/update-policy/sections.ts', "['csv', 'cvs', 'tsv']", "['csv', 'tsv']"),
  edit('a TSV has commas', tagFile, "config.fileType === 'tsv'", 'false'),
  edit('dependent tags are levels', tagFile, 'config.dependency ?', 'false ?'),
  edit('a dependent tag has the first GL code', tagFile, 'values[columnOf(end - 1) + 1]', 'values[columnOf(0) + 1]'),
  edit('colons are not escaped', 'emulator/world/tags.ts', "name.replaceAll(':', '\\\\:')", 'name'),
  edit('malformed categories have the general error', 'jobs/update-policy/definition.ts', "categories: 'malformed-categories', ", ''),
  edit('a nested section has no place', 'emulator/advisories/advise-on-job.ts', 'belongsAside(key, path, job) ?? ', ''),
  // tag approvers, cards, the CSV updater
  edit('anybody may approve', approvers, 'if (account === undefined || memberOf(', 'if (account === undefined || false && memberOf('),
  edit('an empty approver is an address', approvers, "if (approver === '')", 'if (false)'),
  edit('dependent tags have approvers', approvers, 'isDependent(tags) ||', 'false ||'),
  edit('anybody may list cards', 'jobs/get-domain-card-list/run.ts', '|| !isDomainAdmin(company, account)', ''),
  edit(
    'cards of all domains are listed',
    'jobs/get-domain-card-list/run.ts',
    "company.domainCards.list('domain', name)",
    'company.domainCards.values()',
  ),
  edit(
    'a blank keeps the value',
    csvMembers,
    "row.userID === '' ? undefined : row.userID",
    "row.userID === '' ? before?.customField1 : row.userID",
  ),
  edit(
    'user id and payroll id are swapped',
    csvMembers,
    "customField2: row.payrollID === '' ? undefined : row.payrollID",
    "customField2: row.userID === '' ? undefined : row.userID",
  ),
  edit('managers are not invited', csvMembers, 'for (const accountID of approvers) {', 'for (const accountID of new Set<number>()) {'),
  edit('owners are demoted by CSV', csvMembers, 'accountID === policy.ownerID ||', 'false ||'),
  edit('an auditor becomes a user by CSV', csvMembers, "before === 'auditor' ? 'auditor' : 'user'", "'user'"),
  edit(
    'only rows are counted',
    'jobs/update-employees-csv/run.ts',
    "countOf(transaction.members.list('policyID', policyID))",
    'rows.length',
  ),
  edit(
    'a missing column is 410',
    'jobs/update-employees-csv/definition.ts',
    "'missing-column': {\n      responseCode: 500",
    "'missing-column': {\n      responseCode: 410",
  ),
  edit('an urlencoded CSV is not told', 'jobs/update-employees-csv/run.ts', '!context.isMultipart', 'false'),
];
