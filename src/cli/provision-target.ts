import { type Client, createClient } from '../client/create-client.js';
import { type CredentialFlags, findCredentials, warnOfVisibleSecret } from './service-credentials.js';
import { openService, readTarget, type Service, type TargetFlags } from './target.js';
import { UsageError } from './usage-error.js';

/** A service with a client for it. */
export interface ClientTarget {
  readonly client: Client;
  readonly account: string;
  readonly service: Service;
}

export interface ClientTargetFlags extends TargetFlags, CredentialFlags {
  readonly pace?: string;
  readonly yes?: boolean;
}

/** The target of `provision` and `export`, which require `--target`. Throws UsageError. */
export async function openTarget(
  flags: ClientTargetFlags,
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
): Promise<ClientTarget> {
  const target = readTarget(flags);
  const pace = flags.pace ?? (target.kind === 'emulator' ? 'off' : 'published');
  if (pace !== 'off' && pace !== 'published') throw new UsageError(`--pace '${pace}' is not valid. Use published or off.`);
  warnOfVisibleSecret(flags, warn);
  const service = await openService(target, flags, environment, process.cwd());
  const credentials = await findCredentials(flags, environment, service);
  const { baseUrl } = service;
  const client = createClient({ credentials, baseUrl, logger: { warn }, ...(pace === 'off' && { rateLimit: 'off' }) });
  return { client, account: credentials.partnerUserID, service };
}
