/** Where the SCIM endpoint is. Nobody has published Expensify's own path; this one is usual (assumed). */
export const SCIM_PATH = '/scim/v2';

/** True for a path, with or without a query, that is the endpoint or below it. */
export function isScimURL(url: string): boolean {
  return url.startsWith(SCIM_PATH) && /^(?:[/?]|$)/.test(url.slice(SCIM_PATH.length));
}

/** What a request to the SCIM endpoint can be, by the name that the journal and faults have for it. */
export const SCIM_OPERATIONS = [
  'scim list users',
  'scim get user',
  'scim patch user',
  'scim replace user',
  'scim create user',
  'scim delete user',
  'scim list groups',
  'scim discovery',
] as const;
export type ScimOperation = (typeof SCIM_OPERATIONS)[number];

/** All of them; also a request that is none of them, such as one to an unknown path. */
export const ANY_SCIM_OPERATION = 'scim';

/** Names of operations, as a fault or a filter of the journal may have them. */
export const SCIM_NAMES: readonly string[] = [ANY_SCIM_OPERATION, ...SCIM_OPERATIONS];

/** Whether a job of the journal is a request to the SCIM endpoint. @example isScimOperation('scim patch user') // true */
export function isScimOperation(job: string): boolean {
  return SCIM_NAMES.includes(job);
}

/**
 * Whether a name given to a fault or to a filter means a job or an operation.
 * @example meansJob('scim', 'scim patch user') // true
 */
export function meansJob(name: string, job: string): boolean {
  return name === job || (name === ANY_SCIM_OPERATION && isScimOperation(job));
}

export const SCIM_SCHEMAS = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  listResponse: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patchOp: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
  serviceProviderConfig: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  resourceType: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
} as const;
