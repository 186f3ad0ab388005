import { resolve } from 'node:path';
import { createOktaScim, type OktaAppKind, type OktaScim, type ScimEvent, type ScimResult } from '../flows/index.js';
import { pushedUsers } from '../flows/okta/scim/pushed-users.js';
import { scimBaseOf } from '../flows/okta/scim/scim-base.js';
import { toOktaUsers } from '../flows/okta/scim/to-okta-users.js';
import { terminalText } from '../util/terminal-text.js';
import { createScimTable, importedText, traceText } from './okta-scim-text.js';
import { writeOutput } from './output-file.js';
import { readDataFile } from './read-data-file.js';
import { findScimEndpoint, type ScimEndpointFlags } from './scim-endpoint.js';
import { painter } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface OktaScimFlags extends ScimEndpointFlags {
  readonly event: ScimEvent;
  readonly app: OktaAppKind;
  readonly users?: string;
  readonly user?: readonly string[];
  readonly bareToken?: boolean;
  readonly out?: string;
  readonly trace?: boolean;
  readonly json?: boolean;
}

/** Simulates an event in Okta and returns the exit code: 0 if all went well, otherwise 1. Throws UsageError and FlowInputError. */
export async function oktaScimSimulate(flags: OktaScimFlags): Promise<number> {
  assertFlags(flags);
  const users = await readUsers(flags);
  const warn = (message: string): void => void process.stderr.write(`${message}\n`);
  const { url, token } = await findScimEndpoint(flags, process.env, warn);
  const { app, event } = flags;
  const okta = createOktaScim({ url, token, app, authorization: flags.bareToken === true ? 'bare' : 'bearer' });
  const show = createShow(flags, users, scimBaseOf(url));
  const results: ScimResult[] = [];
  for (const send of requestsOf(okta, event, users)) {
    const result = await send();
    results.push(result);
    show(result);
  }
  if (flags.json === true) process.stdout.write(`${JSON.stringify({ url: scimBaseOf(url), app, event, results })}\n`);
  return results.every(({ status }) => status === 'done') ? 0 : 1;

  function* requestsOf(client: OktaScim, what: ScimEvent, names: readonly string[]): Generator<() => Promise<ScimResult>> {
    if (what === 'test') yield client.test;
    else if (what === 'import') yield () => importTo(client, flags);
    else for (const name of names) yield () => client[what](name);
  }
}

function assertFlags({ event, users, user = [], out }: OktaScimFlags): void {
  const isOfUsers = event !== 'test' && event !== 'import';
  if (isOfUsers && users === undefined) throw new UsageError(`--event ${event} needs the Okta users. Pass a file with --users.`);
  if (!isOfUsers && user.length > 0) throw new UsageError(`--user does not work with --event ${event}, which affects no single user.`);
  if (out === undefined) return;
  if (event !== 'import') throw new UsageError('--out only works with --event import.');
  if (users !== undefined && resolve(users) === resolve(out))
    throw new UsageError(`--out would overwrite ${users}. Choose another file, or leave out --users, which an import does not need.`);
}

async function readUsers({ event, users, user = [] }: OktaScimFlags): Promise<readonly string[]> {
  return users === undefined || event === 'test' || event === 'import' ? [] : pushedUsers(event, await readDataFile(users), user);
}

/** Writes no file if the import failed: some of the users would look like all of them. */
async function importTo(okta: OktaScim, { out, json }: OktaScimFlags): Promise<ScimResult> {
  const imported = await okta.import();
  if (json !== true) process.stdout.write(terminalText(importedText(imported.users)));
  if (out !== undefined && imported.status === 'done') writeOutput(out, `${JSON.stringify(toOktaUsers(imported.users), null, 2)}\n`);
  return imported;
}

/** Prints each result at once, because many users take long. */
function createShow({ json, trace }: OktaScimFlags, users: readonly string[], base: string): (result: ScimResult) => void {
  if (json === true) return () => undefined;
  const { head, row } = createScimTable(users, painter());
  process.stdout.write(terminalText(`SCIM service: ${base}\n\n`));
  let isFirst = true;
  return (result) => {
    if (isFirst) process.stdout.write(`${head}\n`);
    isFirst = false;
    process.stdout.write(`${row(result)}\n`);
    if (trace === true) process.stdout.write(terminalText(traceText(result)));
  };
}
