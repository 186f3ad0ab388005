/**
 * All advisories. An advisory says what worked here and why it may fail in production. `{detail}` is what the advisory is about.
 * docs/reference/advisories.md has a section for each; a test compares the two.
 */
export const advisories = {
  'would-be-rate-limited': 'The live service would have refused this request: more than {detail}.',
  'early-retry': 'Sent too early: the live service would still be rate-limiting this client ({detail} left).',
  'plus-became-space': "A value in '{detail}' contains a space where the sender probably wrote a +. Percent-encode the form.",
  'cut-at-ampersand': 'An unencoded & cut off {detail}. The rest was read as other fields. Percent-encode the form.',
  'secret-in-url': 'The secret was sent in the URL, where proxies and logs keep it. Send it in the body.',
  'lenient-json': "The JSON of {detail} is not valid. The live service has accepted such JSON before, but it isn't guaranteed.",
  'unreadable-json': 'The JSON of {detail} could not be read.',
  'json-body':
    'The body is JSON, but the service reads a form. Send requestJobDescription=<the job, percent-encoded> as application/x-www-form-urlencoded.',
  'body-not-read': 'A body with the content type {detail} is not read. Send application/x-www-form-urlencoded.',
  'unknown-key': 'Ignored an unknown key: {detail}.',
  'unknown-job': 'Unknown job: {detail}.',
  'unread-field': "The form field '{detail}' was ignored: this job does not use it.",
  'unknown-section': "fields contains '{detail}', which is not a section of a policy.",
  'not-on-policy': 'The policy does not have the {detail}. The value was kept as sent; the live service may reject or drop it.',
  'nested-feed': 'The feed is nested in inputSettings.data; the reference sends it in the form field data.',
  'missing-data-source': 'dataSource is missing; the reference requires "request", "download" or "sftp".',
  'missing-entity': 'inputSettings.entity is missing; the reference requires "generic".',
  'deprecated-shape': 'The request uses a deprecated format: {detail}.',
  'unknown-wrapper': 'The feed is wrapped as {"{detail}": …}; the documented wrapper is {"Employees": […]}.',
  'on-finish-object': 'onFinish is an object; the reference sends an array of actions.',
  'on-finish-ignored': 'Ignored in onFinish: {detail}.',
  'string-boolean': "'{detail}' is a boolean sent as text, as some clients do; the reference sends true or false.",
  'assumed-answer': 'The live service may respond differently: the emulator guesses {detail}.',
  'deactivated-employee':
    "{detail} was deactivated through SCIM and still can't sign in. Reactivate the person in Okta if they should be able to.",
  'scim-attribute-ignored':
    "The PUT has a different {detail}. Expensify's Okta integration doesn't update attributes, so the value was ignored.",
  'not-implemented': 'The live service has this job, but this emulator does not implement it yet: {detail}.',
  'state-not-saved': 'The state file cannot be written right now. This change is lost if the emulator stops before it is saved.',
  'fault-injected': 'A fault created or changed this response: {detail}.',
  'feed-host-refused': 'The feed was not downloaded: start with --allow-host {detail} to let the emulator contact that host.',
  'host-key-unchecked':
    "The SFTP server's host key was not checked, so the password may have gone to the wrong server. To check it, start with --allow-host {detail}.",
  'template-error': 'The template could not be rendered. {detail}',
  'template-errors-ignored': 'The template has {detail}. The service prints nothing in such places and does not report the error.',
  'upload-host-refused': 'The files were not uploaded: start with --allow-host {detail} to let the emulator contact that host.',
  'unreadable-csv': 'The CSV could not be read. Form field {detail}',
  'unknown-column': 'Ignored an unknown column in the CSV: {detail}.',
  'tags-removed': 'The action merge removed tags: {detail}. Within a level, the live service keeps only the tags that are sent.',
  'not-multipart': "The form field '{detail}' was not sent as multipart/form-data, which the reference requires for it.",
  'skipped-records': 'responseCode is 200, but {detail} records were skipped. See skippedEmployees.',
  'duplicate-record': '{detail} appears more than once for one policy; later records replaced earlier ones.',
  'role-guarded': '{detail} stays an admin: owners and the account running the request are never demoted.',
  'domain-group-ignored': 'domainGroupID was ignored: it only applies if every record has one.',
  'additional-policies-not-a-list': 'additionalPolicyIDs was ignored for {detail}: it must be an array.',
  'approves-to-ignored': 'approvesTo was ignored for {detail}: it is neither an email address nor "".',
  'default-tags-not-a-list': 'defaultTags was ignored for {detail}: it must be an array of at most 10,000 strings.',
  'manager-not-on-policy': '{detail} approves on a policy without being a member of it, because shouldFixApprovalChains is off.',
  'name-set-by-hand': 'The name of {detail} was kept, because the person set it.',
  'employee-id-replaced': '{detail} had a different employeeID, which this record replaces. An employeeID should never change.',
  'terminated-manager':
    '{detail} was removed, but still approves for other members of that policy. The next record of one of them may invite {detail} again.',
  'terminated-absent': '{detail} was not on the policy: nothing was removed.',
} as const;

export type AdvisoryCode = keyof typeof advisories;

export interface Advisory {
  readonly code: AdvisoryCode;
  readonly message: string;
  /** Where the advisory is explained. */
  readonly docs: string;
}

/** The advisory with its full text. */
export function toAdvisory(code: AdvisoryCode, detail = ''): Advisory {
  const last = latest.get(code);
  if (last?.detail === detail) return last.advisory;
  const pieces = last?.pieces ?? advisories[code].split('{detail}');
  const advisory = { code, message: pieces.join(detail), docs: `docs/reference/advisories.md#${code}` };
  latest.set(code, { pieces, detail, advisory });
  return advisory;
}

interface Latest {
  /** The text without its gaps. */
  readonly pieces: readonly string[];
  readonly detail: string;
  readonly advisory: Advisory;
}

/** The last advisory of each kind: nearly every request of a fast client gets the same ones about the rate limit. */
const latest = new Map<AdvisoryCode, Latest>();
