import type { JobBody } from '../../emulator/implement.js';

/**
 * The recorded quirk: failedPolicies lists the changed policies and diffToAdd is empty, although the change was made.
 */
export function withFailedPolicies(body: JobBody): JobBody {
  if (typeof body === 'string' || !('policyIDToEmployeesMap' in body) || !('diff' in body)) return body;
  const map = body.policyIDToEmployeesMap;
  const failedPolicies = typeof map === 'object' && map !== null ? Object.keys(map) : [];
  const { policyIDToEmployeesMap, requestID, diff, ...rest } = { requestID: undefined, ...body };
  return { policyIDToEmployeesMap, requestID, failedPolicies, diff: { ...(typeof diff === 'object' ? diff : {}), diffToAdd: {} }, ...rest };
}
