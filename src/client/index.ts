export { getPolicy, type PolicyField } from '../jobs/get-policy/definition.js';
export { getPolicyList } from '../jobs/get-policy-list/definition.js';
export { updateEmployees } from '../jobs/update-employees/definition.js';
export type { EmployeeInput } from '../jobs/update-employees/employee-record.js';
export type { Credentials } from '../protocol/credentials.js';
export type { Runtime } from '../runtime/system.js';
export type { Exchange, Logger } from './connection.js';
export { type Client, type ClientOptions, createClient, type ScimClientOptions } from './create-client.js';
export {
  AuthenticationError,
  ExpensifyError,
  MalformedAnswerError,
  NotFoundError,
  PermissionError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  TransportError,
  ValidationError,
} from './errors.js';
export type { PolicySections } from './get-policies.js';
export { type InterruptedFeed, isInterruptedFeed } from './interrupted-feed.js';
export type { CallOptions } from './methods/call-options.js';
export type { CardExportRequest, ExportFilters, ExportRequest } from './methods/files.js';
export type { PolicyUpdate } from './methods/policies.js';
export type { ReimbursedReports } from './methods/reports.js';
export type { ScimMethods } from './methods/scim.js';
export type { RetryOptions } from './retry.js';
export type { ScimOptions } from './scim/scim-connection.js';
export { ScimError } from './scim/scim-error.js';
export type { ScimUser, UserChange } from './scim/user-change.js';
export { SkippedEmployeesError } from './skipped-employees-error.js';
export type { UpdateOptions } from './update-employees.js';
export type { UpdateProgress, UpdateResult } from './update-result.js';
