import { existsSync } from 'node:fs';
import { emulatorProvider } from '../console/emulator-provider.js';
import { loadContracts } from '../contract/load.js';
import type { Provider, Session } from '../contract/provider.js';
import { diffTargets } from '../contract/record/diff.js';
import { type RecordOptions, recordInteraction } from '../contract/record/record.js';
import { tally } from '../contract/report.js';
import { createClock } from '../runtime/clock.js';
import { systemRuntime } from '../runtime/system.js';
import { countOf } from '../util/count-of.js';
import { isObject } from '../util/is-object.js';
import { confirmLive } from './confirm-live.js';
import { writeOutput } from './output-file.js';
import { pacedFetch } from './paced-fetch.js';
import { readDataFile } from './read-data-file.js';
import { type CredentialFlags, findCredentials, warnOfVisibleSecret } from './service-credentials.js';
import { openService, readTarget, type Service, type TargetFlags } from './target.js';
import { urlProvider } from './url-provider.js';
import { UsageError } from './usage-error.js';

interface LiveFlags extends TargetFlags, CredentialFlags {
  readonly yes?: boolean;
}

export interface ContractRecordFlags extends LiveFlags {
  readonly id: string;
  readonly out?: string;
  readonly allowWrites?: boolean;
}

/** Sends a job to a service and writes the response as an interaction, with personal data removed. Throws UsageError. */
export async function contractRecord(file: string, flags: ContractRecordFlags): Promise<void> {
  const { id, out, allowWrites: allowsWrites = false } = flags;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || id.length > MAX_ID_LENGTH)
    throw new UsageError(
      `--id '${id.slice(0, MAX_ID_LENGTH)}' is not valid. Use lower-case letters, digits and single dashes, such as get-policy-list.`,
    );
  const { job, fields } = readJob(file, await readDataFile(file));
  if (out !== undefined && out !== '-' && existsSync(out)) throw new UsageError(`--out ${out} already exists. Choose another file name.`);
  const effect = allowsWrites ? 'This sends one job. A job that writes is sent as a dry run.' : 'This sends one job that only reads.';
  const { provider, service } = await openProvider(flags, { allowsWrites, policies: policiesOf(job), effect });
  const session = await openSession(provider);
  const day = new Date(createClock().now()).toISOString().slice(0, 10);
  const source = `recorded from ${new URL(session.endpoint).host} on ${day}`;
  writeOutput(out ?? '-', await recordInteraction(session, { id, job, fields, allowsWrites, source, ...describeService(service) }));
}

/** What a recording says about where it comes from. A URL may be a proxy of the live service, and on this machine it may be an emulator. */
function describeService({ kind, isReal }: Service): Pick<RecordOptions, 'service' | 'evidence'> {
  if (kind === 'live') return {};
  return { service: kind === 'emulator' ? 'the emulator' : 'a service', ...(!isReal && { evidence: 'assumed' }) };
}

const MAX_ID_LENGTH = 100;

function readJob(file: string, content: unknown): { readonly job: Record<string, unknown>; readonly fields: Record<string, unknown> } {
  if (!isObject(content)) throw new UsageError(`${file} must contain a job: an object with type and inputSettings, or { job, fields }.`);
  if (!isObject(content.job)) return { job: content, fields: {} };
  return { job: content.job, fields: isObject(content.fields) ? content.fields : {} };
}

/** The policies that a job names; undefined if it names none. */
function policiesOf({ inputSettings }: Record<string, unknown>): readonly string[] | undefined {
  if (!isObject(inputSettings)) return undefined;
  const { policyID, policyIDList } = inputSettings;
  const named = [policyID, policyIDList].flat().filter((id) => typeof id === 'string');
  return named.length === 0 ? undefined : named;
}

async function openProvider(
  flags: LiveFlags,
  use: { readonly allowsWrites: boolean; readonly policies?: readonly string[] | undefined; readonly effect: string },
): Promise<{ readonly provider: Provider; readonly service: Service }> {
  const target = readTarget(flags);
  warnOfVisibleSecret(flags, (message) => void process.stderr.write(`${message}\n`));
  const service = await openService(target, flags, process.env, process.cwd());
  const credentials = await findCredentials(flags, process.env, service);
  const { EXPENSIFY_POLICY_ID: id } = process.env;
  const policies = use.policies ?? (id ? [id] : undefined);
  await confirmLive(service, { account: credentials.partnerUserID, policies, effect: use.effect }, flags.yes);
  const policyID = id ?? service.emulator?.ready.policies[0]?.id;
  // An emulator says if it is asked too fast, and otherwise needs no pauses.
  const fetchFrom = service.kind === 'emulator' ? pacedFetch(fetch, systemRuntime, []) : undefined;
  return { provider: urlProvider(service.endpoint, { allowsWrites: use.allowsWrites, credentials, policyID }, fetchFrom), service };
}

async function openSession(provider: Provider): Promise<Session> {
  const session = await provider.open({});
  if ('cannot' in session) throw new UsageError(session.cannot);
  return session;
}

/** Compares a service with the emulator; 1 if they differ. Throws UsageError. */
export async function contractDiff({ filter = '', ...flags }: LiveFlags & { readonly filter?: string }): Promise<number> {
  const loaded = (await loadContracts()).filter(({ file, interaction }) => `${file} ${interaction.id}`.includes(filter));
  if (loaded.length === 0) throw new UsageError(`No interaction matches '${filter}'.`);
  const { provider, service } = await openProvider(flags, { allowsWrites: false, effect: 'This runs the contract tests that only read.' });
  const pace = service.kind === 'emulator' ? '' : ' Its rate limits make this slow: comparing all of them takes some minutes.';
  process.stderr.write(`Comparing ${countOf(loaded.length, 'interaction')} with ${provider.name}.${pace}\n`);
  const { compared, notCompared } = await diffTargets(loaded, provider, emulatorProvider('in-process'));
  const different = compared.filter(({ differences }) => differences.length > 0);
  for (const { id, differences } of different) process.stdout.write(`${id}\n${differences.map((one) => `  ${one}\n`).join('')}`);
  for (const line of tally('not compared', notCompared)) process.stdout.write(`${line}\n`);
  process.stdout.write(`${compared.length} compared, ${different.length} different, ${notCompared.length} not compared.\n`);
  return different.length > 0 || compared.length === 0 ? 1 : 0;
}
