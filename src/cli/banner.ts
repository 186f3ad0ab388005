import type { Emulator } from '../index.js';
import { getPolicyList } from '../jobs/get-policy-list/definition.js';

type Shown = Pick<Emulator, 'url' | 'endpoint' | 'consoleUrl' | 'credentials' | 'policies'> & Partial<Pick<Emulator, 'scim'>>;

/** The one line of `--json`. */
export function readyLine({ url, endpoint, consoleUrl, credentials, policies, scim }: Shown): string {
  return JSON.stringify({ url, endpoint, consoleUrl, credentials, policies, scim });
}

/** What a person needs to go on: where, who, what, and one line that works as it stands. */
export function readyBanner(emulator: Shown, closing = 'Press Ctrl+C to stop.', consoleToken?: string): string {
  const { endpoint, consoleUrl, credentials, policies, scim } = emulator;
  const hasSecret = credentials.partnerUserSecret !== '';
  const secret = hasSecret
    ? credentials.partnerUserSecret
    : '(stored only as a hash; create new credentials with: npx expensify-emulator credentials create --acts-as EMAIL)';
  const lines = [
    '',
    'Expensify Integration Server emulator',
    '',
    `  Endpoint           ${endpoint}`,
    `  Console            ${consoleUrl}/${consoleToken ? `?token=${encodeURIComponent(consoleToken)}` : ''}`,
    `  partnerUserID      ${credentials.partnerUserID}`,
    `  partnerUserSecret  ${secret}`,
    ...policies.map(({ id, name }, index) => `  ${index === 0 ? 'Policies  ' : '          '}         ${id}  ${name}`),
    ...(scim === undefined ? [] : [`  SCIM               ${scim.url}  (${scim.domain})`, `  SCIM token         ${scim.token}`]),
  ];
  const demo = hasSecret ? ['', 'Try it:', '', `${curlLine(emulator)}`] : [];
  return `${[...lines, ...demo, '', closing, ''].join('\n')}\n`;
}

/** One curl line that lists the policies: copy, paste, 200. */
function curlLine({ endpoint, credentials }: Shown): string {
  const { type, subtype } = getPolicyList;
  const job = { type, credentials, inputSettings: { type: subtype } };
  // Single quotes are closed, escaped and opened again, as a shell wants it.
  return `curl -s ${endpoint} --data-urlencode 'requestJobDescription=${JSON.stringify(job).replaceAll("'", `'\\''`)}'`;
}
