import type { EmulatorCore } from '../emulator/emulator.js';
import type { WireRequest } from '../emulator/wire/message.js';
import type { Company } from '../emulator/world/company.js';
import { accountByLogin, emailOf, isDomainAdmin, isPolicyAdmin } from '../emulator/world/people.js';
import { singleLevel } from '../emulator/world/tags.js';
import type { Credentials } from '../protocol/credentials.js';
import type { JobDefinition } from '../protocol/define-job.js';
import { ENDPOINT_PATH } from '../protocol/endpoint.js';
import type { Sample } from '../protocol/samples.js';
import { isObject } from '../util/is-object.js';
import { UserError } from '../util/user-error.js';

/** The companies do not have what a sample needs. */
export class SampleError extends UserError {
  override readonly name = 'SampleError';
  readonly status = 409;
}

/** The request of a sample, for the companies as they are now. Throws SampleError. */
export async function sampleRequest(job: JobDefinition, sample: Sample, core: EmulatorCore, endpoint: string): Promise<WireRequest> {
  const company = core.world.companyOfPair(core.credentials.partnerUserID);
  if (company === undefined) throw new SampleError('The emulator has no credentials. Create some on the Integrations page of the console.');
  const names = namesIn(company, core);
  const fields = Object.entries(sample.fields ?? {}).map(([name, value]): [string, string] => {
    const filled = fill(value, names);
    return [name, typeof filled === 'string' ? filled : JSON.stringify(filled)];
  });
  const description = JSON.stringify(jobObject(job, sample, names, credentialsOf(sample, company, core)));
  const all: [string, string][] = [['requestJobDescription', description], ...fields];
  return toWire(all, job, endpoint);
}

function jobObject(job: JobDefinition, sample: Sample, names: Names, credentials: Credentials | undefined): object {
  const { type, subtype } = job;
  const filled = fill(sample.job ?? {}, names);
  const own = isObject(filled) ? filled : {};
  const settings = { ...(subtype !== undefined && { type: subtype }), ...(isObject(own.inputSettings) && own.inputSettings) };
  return {
    type,
    ...(credentials !== undefined && { credentials }),
    ...own,
    ...(Object.keys(settings).length > 0 && { inputSettings: settings }),
  };
}

/** A field that the service reads as a file only makes the form multipart. */
async function toWire(fields: readonly (readonly [string, string])[], job: JobDefinition, endpoint: string): Promise<WireRequest> {
  const isMultipart = fields.some(([name]) => job.fields[name]?.isFile === true);
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const encoded = new Response(isMultipart ? form : new URLSearchParams(Object.fromEntries(fields)));
  const host = URL.canParse(endpoint) ? new URL(endpoint).host : 'localhost';
  return {
    method: 'POST',
    url: ENDPOINT_PATH,
    headers: { host, 'content-type': encoded.headers.get('content-type') ?? '' },
    body: new Uint8Array(await encoded.arrayBuffer()),
  };
}

function credentialsOf({ credentials: whose }: Sample, company: Company, core: EmulatorCore): Credentials | undefined {
  const { partnerUserID, partnerUserSecret } = whose === 'member' ? memberCredentials(company, core) : core.credentials;
  if (whose === 'none') return undefined;
  if (whose === 'wrong') return { partnerUserID, partnerUserSecret: 'this-is-not-the-secret' };
  if (partnerUserSecret !== '') return { partnerUserID, partnerUserSecret };
  throw new SampleError(
    'The state file keeps no secrets, so no request can be signed in. Create credentials, and send the request yourself.',
  );
}

function memberCredentials(company: Company, { directory }: EmulatorCore): Credentials {
  for (const { partnerUserID, accountID } of company.credentials.values()) {
    const account = company.accounts.get(accountID);
    const partnerUserSecret = directory.secretOf(partnerUserID);
    if (account !== undefined && partnerUserSecret !== undefined && !isDomainAdmin(company, account))
      return { partnerUserID, partnerUserSecret };
  }
  throw new SampleError('This sample needs credentials of an account that is not a domain admin. Add some to the seed.');
}

/** What `{{name}}` stands for; undefined if the companies have no such thing. */
type Names = Readonly<Record<string, string | undefined>>;

function namesIn(company: Company, { credentials, policies }: EmulatorCore): Names {
  const accountID = company.credentials.get(credentials.partnerUserID)?.accountID ?? 0;
  const owner = emailOf(company, accountID);
  const account = accountByLogin(company, owner);
  const isAdmin = (id: string): boolean => account !== undefined && isPolicyAdmin(company, id, account);
  const policyID = (policies.find(({ id }) => isAdmin(id)) ?? policies[0])?.id;
  const policy = policyID === undefined ? undefined : company.policies.get(policyID);
  return {
    owner,
    domain: [...company.domains.values()][0]?.domain ?? owner.slice(owner.lastIndexOf('@') + 1),
    policyID,
    memberPolicyID: policies.find(({ id }) => !isAdmin(id))?.id,
    tag: policy === undefined ? undefined : singleLevel(policy.tags)?.tags[0]?.name,
  };
}

/** The value with every `{{name}}` replaced. Throws SampleError for a name that stands for nothing. */
function fill(value: unknown, names: Names): unknown {
  if (typeof value === 'string')
    return value.replace(/\{\{(\w+)\}\}/g, (_text, name: string) => {
      const found = names[name];
      if (found === undefined) throw new SampleError(`The seed has no ${NOUNS[name] ?? name} for this sample. Use the demo seed.`);
      return found;
    });
  if (Array.isArray(value)) return value.map((each) => fill(each, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, names)]));
}

const NOUNS: Readonly<Record<string, string>> = {
  policyID: 'policy',
  memberPolicyID: 'policy with the account as a plain member',
  tag: 'tag',
};
