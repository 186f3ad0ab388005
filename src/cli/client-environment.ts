import type { ReadyFacts } from './run-file.js';
import { UsageError } from './usage-error.js';

/**
 * The environment variables for a client under test. With EXPENSIFY_CONSOLE_URL and the token, other commands of this program find the
 * emulator.
 */
export function clientEnvironment(ready: ReadyFacts, consoleToken?: string): Readonly<Record<string, string>> {
  const { url, endpoint, consoleUrl, credentials, policies, scim } = ready;
  const [policy] = policies;
  return {
    EXPENSIFY_URL: url,
    EXPENSIFY_ENDPOINT: endpoint,
    EXPENSIFY_CONSOLE_URL: consoleUrl,
    EXPENSIFY_PARTNER_USER_ID: credentials.partnerUserID,
    EXPENSIFY_PARTNER_USER_SECRET: credentials.partnerUserSecret,
    ...(policy !== undefined && { EXPENSIFY_POLICY_ID: policy.id }),
    ...(scim !== undefined && { EXPENSIFY_SCIM_URL: scim.url, EXPENSIFY_SCIM_TOKEN: scim.token }),
    EXPENSIFY_EMULATOR_PORT: new URL(url).port,
    EXPENSIFY_EMULATOR_CONSOLE_PORT: new URL(consoleUrl).port,
    ...(consoleToken !== undefined && { EXPENSIFY_EMULATOR_CONSOLE_TOKEN: consoleToken }),
  };
}

export const ENV_FORMATS = ['shell', 'dotenv', 'powershell', 'json'] as const;
export type EnvFormat = (typeof ENV_FORMATS)[number];

/** @example formatEnvironment({ A: "it's" }, 'shell') // export A='it'\''s'\n */
export function formatEnvironment(variables: Readonly<Record<string, string>>, format: EnvFormat): string {
  if (format === 'json') return `${JSON.stringify(variables)}\n`;
  return Object.entries(variables)
    .map(([name, value]) => `${lineOf(name, value, format)}\n`)
    .join('');
}

function lineOf(name: string, value: string, format: Exclude<EnvFormat, 'json'>): string {
  // In both shells, single quotes keep everything except single quotes unchanged.
  if (format === 'shell') return `export ${name}='${value.replaceAll("'", `'\\''`)}'`;
  if (format === 'powershell') return `$env:${name} = '${value.replaceAll("'", "''")}'`;
  if (/[\r\n]/.test(value))
    throw new UsageError(`${name} has a line break, which --format dotenv would read as the next variable. Use --format json.`);
  // Values are not quoted: $GITHUB_ENV and docker --env-file would read quotes as part of the value.
  return `${name}=${value}`;
}
