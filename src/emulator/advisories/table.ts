/**
 * Every advisory: what worked here, and why it may not in production. `{detail}` is what the advisory is about.
 * docs/reference/advisories.md holds a section for each, and a test checks the two against each other.
 */
export const advisories = {
  'would-be-rate-limited': 'The live service would have refused this request: more than {detail}.',
  'early-retry': 'Sent too early: the live service would still be rate-limiting this client ({detail} left).',
  'plus-became-space': "A value in '{detail}' looks decoded from unencoded text: a space where a + stood. Percent-encode the form.",
  'cut-at-ampersand': 'An unencoded & ends {detail}; the rest became other fields. Percent-encode the form.',
  'secret-in-url': 'The secret travelled in the URL, where proxies and logs keep it. Send it in the body.',
  'lenient-json': 'The JSON of {detail} is not valid JSON; the live service has been seen to read it, but no parser must.',
  'unreadable-json': 'The JSON of {detail} could not be read.',
  'json-body':
    'The body is JSON; the service reads a form. Send requestJobDescription=<the job, percent-encoded> as application/x-www-form-urlencoded.',
  'body-not-read': 'A body with the content type {detail} is not read. Send application/x-www-form-urlencoded.',
  'unknown-key': 'The job holds a key that nothing reads: {detail}.',
  'unknown-job': 'Unknown job: {detail}.',
  'unread-field': "The form field '{detail}' was sent and nothing read it.",
  'unknown-section': "fields asks for '{detail}', which is no section of a policy.",
  'not-on-policy': 'The policy does not have the {detail}. It was kept as sent; the live service may refuse or drop it.',
  'nested-feed': 'The feed is nested in inputSettings.data; the reference sends it in the form field data.',
  'missing-data-source': 'dataSource is missing; the reference asks for "request", "download" or "sftp".',
  'missing-entity': 'inputSettings.entity is missing; the reference asks for "generic".',
  'deprecated-shape': 'This is a deprecated shape: {detail}.',
  'unknown-wrapper': 'The feed is wrapped as {"{detail}": …}; the documented wrapper is {"Employees": […]}.',
  'on-finish-object': 'onFinish is an object; the reference sends an array of actions.',
  'on-finish-ignored': 'onFinish holds nothing this job acts on: {detail}.',
  'string-boolean': "'{detail}' is a boolean sent as text, as some clients do; the reference sends true or false.",
  'assumed-answer': 'The emulator assumes {detail}, which is not documented. Do not rely on it.',
  'deactivated-employee':
    "{detail} was deactivated through SCIM and still can't sign in. Reactivate the person in Okta if they should be able to.",
  'scim-attribute-ignored':
    "The PUT has a different {detail}. Expensify's Okta integration doesn't update attributes, so the value was ignored.",
  'not-implemented': 'The live service knows this job; this emulator does not implement it yet: {detail}.',
  'state-not-saved': 'The state file cannot be written right now. This change is lost if the emulator stops before it is saved.',
  'fault-injected': 'This answer was made by a fault: {detail}.',
  'feed-host-refused': 'The feed was not fetched: start with --allow-host {detail} to let the emulator contact that host.',
  'host-key-unchecked':
    "The SFTP server's host key was not checked, so the password may have gone to the wrong server. To check it, start with --allow-host {detail}.",
  'template-error': 'The template could not be rendered. {detail}',
  'template-errors-ignored': 'The template ran into {detail}. The service prints nothing where that happens, and says nothing.',
  'upload-host-refused': 'The files were not uploaded: start with --allow-host {detail} to let the emulator contact that host.',
  'unreadable-csv': 'The CSV could not be read: {detail}',
  'unknown-column': 'The CSV has a column that nothing reads: {detail}.',
  'tags-removed': 'The action merge removed {detail}: within a level, the live service keeps only the tags that are sent.',
  'not-multipart': "The form field '{detail}' came in a form that is not multipart/form-data, which the reference demands for it.",
  'skipped-records': '{detail} of the records were skipped under responseCode 200. Read skippedEmployees.',
  'duplicate-record': '{detail} appears more than once for one policy; later records replaced earlier ones.',
  'role-guarded': '{detail} stays admin: owners and the account running the request are never demoted.',
  'domain-group-ignored': 'domainGroupID was ignored: it applies only when every record carries one.',
  'additional-policies-not-a-list': 'additionalPolicyIDs was ignored for {detail}: it must be an array.',
  'approves-to-ignored': 'approvesTo was ignored for {detail}: it is neither an email address nor "".',
  'default-tags-not-a-list': 'defaultTags was ignored for {detail}: it must be an array of at most 10,000 texts.',
  'manager-not-on-policy': '{detail} approves on a policy without being on it, as shouldFixApprovalChains is off.',
  'name-set-by-hand': 'The name of {detail} was kept: the person set it by hand.',
  'employee-id-replaced': '{detail} had another employeeID, which this record replaces; it is meant to be constant.',
  'terminated-manager':
    '{detail} was removed and still approves for others on that policy; the next record of one of these may invite them again.',
  'terminated-absent': '{detail} was not on the policy: nothing was removed.',
} as const;

export type AdvisoryCode = keyof typeof advisories;

export interface Advisory {
  readonly code: AdvisoryCode;
  readonly message: string;
  /** Where the advisory is explained. */
  readonly docs: string;
}

/** The advisory as people read it. */
export function toAdvisory(code: AdvisoryCode, detail = ''): Advisory {
  return { code, message: advisories[code].split('{detail}').join(detail), docs: `docs/reference/advisories.md#${code}` };
}
