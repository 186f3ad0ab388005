import { SCIM_SCHEMAS } from './operations.js';

/** The body of a PATCH without a path, as the apps in Okta's catalogue send it. */
export function patchActive(active: boolean): object {
  return { schemas: [SCIM_SCHEMAS.patchOp], Operations: [{ op: 'replace', value: { active } }] };
}
