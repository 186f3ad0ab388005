/** The path of the SCIM endpoint. Assumed: Expensify's path is not published, and this one is common. */
export const SCIM_PATH = '/scim/v2';

/** Whether a path, with or without a query, is the endpoint or below it. */
export function isScimURL(url: string): boolean {
  return url.startsWith(SCIM_PATH) && /^(?:[/?]|$)/.test(url.slice(SCIM_PATH.length));
}

/** The kinds of SCIM requests, with the names that the journal and faults use. */
export const SCIM_OPERATIONS = [
  'scim list users',
  'scim get user',
  'scim patch user',
  'scim replace user',
  'scim create user',
  'scim delete user',
  'scim list groups',
  'scim create group',
  'scim discovery',
] as const;
export type ScimOperation = (typeof SCIM_OPERATIONS)[number];

/** Any of them, and requests that are none of them, such as one to an unknown path. */
export const ANY_SCIM_OPERATION = 'scim';

/** The names that a fault or a journal filter accepts. */
export const SCIM_NAMES: readonly string[] = [ANY_SCIM_OPERATION, ...SCIM_OPERATIONS];

/** Whether a job in the journal is a SCIM request. @example isScimOperation('scim patch user') // true */
export function isScimOperation(job: string): boolean {
  return SCIM_NAMES.includes(job);
}

/**
 * Whether the name in a fault or a journal filter matches a job or an operation.
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
