import type { Credentials } from '../protocol/credentials.js';
import { isObject } from '../util/is-object.js';
import { readDataFile } from './read-data-file.js';
import type { Service } from './target.js';
import { UsageError } from './usage-error.js';

export interface CredentialFlags {
  /** A file with partnerUserID and partnerUserSecret. */
  readonly credentials?: string | undefined;
  readonly partnerUserId?: string | undefined;
  readonly partnerUserSecret?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const ID_NAME = 'EXPENSIFY_PARTNER_USER_ID';
const SECRET_NAME = 'EXPENSIFY_PARTNER_USER_SECRET';

/**
 * The credentials for a service: from the flags and the file, otherwise from the environment, otherwise the running emulator's own.
 * Throws UsageError if there are none.
 */
export async function findCredentials(
  flags: CredentialFlags,
  environment: Environment,
  service: Pick<Service, 'emulator'>,
): Promise<Credentials> {
  const found = await lookUpCredentials(flags, environment, service);
  if (found !== undefined) return found;
  if (service.emulator !== undefined)
    throw new UsageError(
      'The running emulator keeps only a hash of its secret. Create credentials with: npx expensify-emulator credentials create --acts-as EMAIL, and pass them with --credentials FILE.',
    );
  throw new UsageError(
    `This target needs credentials. Set ${ID_NAME} and ${SECRET_NAME}, or pass --credentials FILE with partnerUserID and partnerUserSecret.`,
  );
}

/** Like `findCredentials`, but undefined if there are none. Throws UsageError if one of the two values is missing. */
export async function lookUpCredentials(
  flags: CredentialFlags,
  environment: Environment,
  { emulator }: Pick<Service, 'emulator'>,
): Promise<Credentials | undefined> {
  const kept = await readFile(flags.credentials);
  const partnerUserID = flags.partnerUserId ?? kept.partnerUserID ?? environment[ID_NAME] ?? '';
  const partnerUserSecret = flags.partnerUserSecret ?? kept.partnerUserSecret ?? environment[SECRET_NAME] ?? '';
  if (partnerUserID !== '' && partnerUserSecret !== '') return { partnerUserID, partnerUserSecret };
  if (partnerUserID !== '') throw new UsageError(`The credentials have no secret. Set ${SECRET_NAME}.`);
  if (partnerUserSecret !== '') throw new UsageError(`The credentials have no partnerUserID. Set ${ID_NAME}.`);
  const own = emulator?.ready.credentials;
  return own === undefined || own.partnerUserSecret === '' ? undefined : own;
}

async function readFile(path: string | undefined): Promise<Partial<Credentials>> {
  if (path === undefined) return {};
  const content = await readDataFile(path);
  const { partnerUserID, partnerUserSecret } = isObject(content) ? content : {};
  if (typeof partnerUserID === 'string' && typeof partnerUserSecret === 'string') return { partnerUserID, partnerUserSecret };
  throw new UsageError(`${path} must contain partnerUserID and partnerUserSecret, both as text.`);
}

/** Other users of the machine can read the arguments of a process. */
export function warnOfVisibleSecret({ partnerUserSecret }: CredentialFlags, warn: (message: string) => void): void {
  if (partnerUserSecret === undefined) return;
  warn(`--partner-user-secret is visible in the process list and the shell history. Use ${SECRET_NAME} or --credentials FILE.`);
}
