import { type Client, createClient } from '../client/create-client.js';
import { OPTIONS } from '../emulator/options.js';
import type { Credentials } from '../protocol/credentials.js';
import { LIVE_BASE_URL } from '../protocol/endpoint.js';
import { isObject } from '../util/is-object.js';
import { isLoopback, readHttpURL } from './http-url.js';
import { environmentName } from './options.js';
import { readDataFile } from './read-data-file.js';
import { UsageError } from './usage-error.js';

/** Where provisioning goes, and as whom. */
export interface Target {
  readonly client: Client;
  readonly account: string;
  /** True for anything but an emulator on this machine: there may be real employees behind it. */
  readonly isReal: boolean;
}

export interface TargetFlags {
  readonly url?: string;
  readonly emulator?: boolean;
  readonly live?: boolean;
  readonly credentials?: string;
  readonly partnerUserId?: string;
  readonly partnerUserSecret?: string;
  readonly pace?: string;
}

/** The target the flags name. Exactly one must be named: nobody should meet real employees by leaving a flag out. */
export async function openTarget(flags: TargetFlags, environment: NodeJS.ProcessEnv, warn: (message: string) => void): Promise<Target> {
  const baseUrl = baseUrlOf(flags, environment);
  const credentials = await credentialsOf(flags, environment, warn);
  const isReal = flags.emulator !== true && !isLoopback(new URL(baseUrl));
  const pace = flags.pace ?? (flags.emulator === true ? 'off' : 'published');
  if (pace !== 'off' && pace !== 'published') throw new UsageError(`--pace is published or off, not '${pace}'.`);
  const client = createClient({ credentials, baseUrl, logger: { warn }, ...(pace === 'off' && { rateLimit: 'off' }) });
  return { client, account: credentials.partnerUserID, isReal };
}

function baseUrlOf({ url, emulator, live }: TargetFlags, environment: NodeJS.ProcessEnv): string {
  const named = [url !== undefined, emulator === true, live === true].filter(Boolean).length;
  if (named !== 1) {
    throw new UsageError('Name one target: --emulator (on this machine), --url URL, or --live (the real service, with real employees).');
  }
  if (live === true) return LIVE_BASE_URL;
  if (emulator === true) return `http://127.0.0.1:${environment[environmentName('port')] ?? OPTIONS.port.default}`;
  readHttpURL('--url', url ?? '');
  return url ?? '';
}

async function credentialsOf(
  { credentials, partnerUserId, partnerUserSecret }: TargetFlags,
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
): Promise<Credentials> {
  if (partnerUserSecret !== undefined) {
    warn(
      '--partner-user-secret is visible in the process list and in the shell history; use EXPENSIFY_PARTNER_USER_SECRET or --credentials FILE.',
    );
  }
  const file = credentials === undefined ? {} : await readDataFile(credentials);
  const kept: Readonly<Record<string, unknown>> = isObject(file) ? file : {};
  const partnerUserID = partnerUserId ?? kept.partnerUserID ?? environment.EXPENSIFY_PARTNER_USER_ID;
  const secret = partnerUserSecret ?? kept.partnerUserSecret ?? environment.EXPENSIFY_PARTNER_USER_SECRET;
  if (typeof partnerUserID === 'string' && typeof secret === 'string' && partnerUserID !== '' && secret !== '') {
    return { partnerUserID, partnerUserSecret: secret };
  }
  throw new UsageError(
    'Set EXPENSIFY_PARTNER_USER_ID and EXPENSIFY_PARTNER_USER_SECRET, or pass --credentials FILE with partnerUserID and partnerUserSecret. The emulator prints its credentials when it starts.',
  );
}
