import type { OktaAppKind, RunFlowOptions, StubInput } from '../flows/index.js';
import { readHttpURL } from './http-url.js';
import { readDataFile } from './read-data-file.js';
import { readScimToken } from './scim-endpoint.js';
import type { CredentialFlags } from './service-credentials.js';
import type { TargetFlags } from './target.js';
import { UsageError } from './usage-error.js';

/** The flags that `flow run` and `flow watch` share. */
export interface FlowFlags extends TargetFlags, CredentialFlags {
  readonly set?: readonly string[];
  readonly users?: string;
  readonly okta?: string;
  readonly allowOktaWrites?: boolean;
  readonly scim?: boolean;
  readonly scimUrl?: string;
  readonly scimApp?: OktaAppKind;
  readonly stubs?: string;
  readonly tables?: string;
  readonly seed?: string;
  readonly rateLimit?: string;
  readonly mapHost?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly rawToleratesErrors?: boolean;
  readonly semantics?: readonly string[];
  readonly wait?: 'skip' | 'real';
  readonly timeLimit?: string;
  readonly stepLimit?: string;
  readonly yes?: boolean;
}

/** The options of a run, from flags. Throws UsageError. */
export async function readFlowOptions(flags: FlowFlags): Promise<RunFlowOptions> {
  const { users, stubs, tables, allowHost, wait } = flags;
  const semantics = readPairs('--semantics', flags.semantics);
  const okta = readOkta(flags);
  return {
    set: readPairs('--set', flags.set),
    mapHosts: readPairs('--map-host', flags.mapHost),
    semantics: { ...semantics, ...(flags.rawToleratesErrors === true && { rawErrors: 'answer' }) },
    limits: {
      ...(flags.timeLimit !== undefined && { milliseconds: readCount('--time-limit', flags.timeLimit) }),
      ...(flags.stepLimit !== undefined && { steps: readCount('--step-limit', flags.stepLimit) }),
    },
    ...(users !== undefined && { users: await readDataFile(users) }),
    ...okta,
    ...readScim(flags),
    // The schema of stubs checks them.
    ...(stubs !== undefined && { stubs: (await readDataFile(stubs)) as readonly StubInput[] }),
    ...(tables !== undefined && { tables }),
    ...(allowHost !== undefined && { allowHosts: allowHost }),
    ...(wait !== undefined && { waits: wait }),
  };
}

/** The token comes from the environment, as other users of the machine can see a command line. */
const TOKEN_NAME = 'OKTA_API_TOKEN';

function readOkta({ okta, allowOktaWrites = false, users }: FlowFlags): Pick<RunFlowOptions, 'okta'> {
  if (okta === undefined) {
    if (allowOktaWrites) throw new UsageError('--allow-okta-writes only works with --okta.');
    return {};
  }
  if (users !== undefined) throw new UsageError('--okta reads users from an org and --users reads them from a file. Remove one of them.');
  readHttpURL('--okta', okta);
  const token = process.env[TOKEN_NAME] ?? '';
  if (token === '') throw new UsageError(`--okta needs an API token. Set the environment variable ${TOKEN_NAME}.`);
  return { okta: { url: okta, token, allowWrites: allowOktaWrites } };
}

/** Without a URL, a run pushes to its target. The token of an emulator is known, and that of another service is in the environment. */
function readScim({ scim, scimUrl, scimApp, target, users, okta }: FlowFlags): Pick<RunFlowOptions, 'scim'> {
  if (scim !== true && scimUrl === undefined) {
    if (scimApp !== undefined) throw new UsageError('--scim-app only works with --scim.');
    return {};
  }
  if (okta !== undefined)
    throw new UsageError('--scim does not work with --okta: an Okta org sends its own SCIM requests. Remove one of the two.');
  if (users === undefined) throw new UsageError('--scim needs a file of Okta users. Pass one with --users.');
  if (scimUrl !== undefined) readHttpURL('--scim-url', scimUrl);
  const isOwn = scimUrl === undefined && (target === undefined || target === 'in-process' || target === 'emulator');
  return {
    scim: {
      ...(scimUrl !== undefined && { url: scimUrl }),
      ...(!isOwn && { token: readScimToken(process.env) }),
      ...(scimApp !== undefined && { app: scimApp }),
    },
  };
}

/** Reads values of the form `name=value`, which end the name at the first `=`. Throws UsageError. */
export function readPairs(flag: string, pairs: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair, index) => {
      const at = pair.indexOf('=');
      // The value is not shown because it may be a secret whose name is missing.
      if (at < 1)
        throw new UsageError(
          `${flag} takes NAME=VALUE, but value ${index + 1} has no ${at === 0 ? 'name before the =' : '='}. Write ${flag} "NAME=VALUE".`,
        );
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function readCount(flag: string, text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new UsageError(`${flag} must be a whole number greater than 0, not '${text}'.`);
  return Number(text);
}
