import { type ErrorDetails, ExpensifyError } from '../errors.js';

export interface ScimErrorDetails extends ErrorDetails {
  readonly status: number;
  readonly scimType?: string | undefined;
  readonly detail?: string | undefined;
}

/** The SCIM endpoint refused the request with an Error body. `code` has the same values as in other errors: `authentication` for 401 and so on. */
export class ScimError extends ExpensifyError {
  readonly code: string;
  /** The status in the body. */
  readonly status: number;
  /** The keyword of RFC 7644, e.g. `invalidFilter`. */
  readonly scimType: string | undefined;
  /** The server's message. */
  readonly detail: string | undefined;

  constructor(message: string, details: ScimErrorDetails) {
    super(message, details);
    this.code = codeOf(details.status);
    this.status = details.status;
    this.scimType = details.scimType;
    this.detail = details.detail;
  }

  override toJSON(): object {
    const { status, scimType, detail } = this;
    return { ...super.toJSON(), status, scimType, detail };
  }
}

function codeOf(status: number): string {
  const codes: Readonly<Record<number, string>> = { 401: 'authentication', 403: 'permission', 404: 'not-found', 429: 'rate-limited' };
  return codes[status] ?? (status >= 500 ? 'server' : 'validation');
}
