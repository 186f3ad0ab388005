import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import type { FlowRequest } from './network.js';

/** The employees that a response lists as skipped, and its `updatedEmployeesCount`. */
export interface SkippedEmployees {
  readonly skipped: readonly unknown[];
  readonly updated?: unknown;
}

/**
 * The `skippedEmployees` of a response with responseCode 200; none for any other response. Source: the Integration Server's
 * documentation of `update employees`.
 * @example skippedEmployees(request).skipped // [{ email: 'a@acme.example', reason: 'Invalid email' }]
 */
export function skippedEmployees({ response }: Pick<FlowRequest, 'response'>): SkippedEmployees {
  if (response === undefined || !response.body.includes('skippedEmployees')) return { skipped: [] };
  const body = readJson(response.body);
  // A large response has no responseCode here.
  if (!isObject(body) || body.responseCode !== 200 || !Array.isArray(body.skippedEmployees)) return { skipped: [] };
  return { skipped: body.skippedEmployees, updated: body.updatedEmployeesCount };
}
