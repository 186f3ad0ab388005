import type { OktaDirectory } from './directory.js';

/** A response of the directory, without links. */
export interface PlainAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The parts of a request that a route receives. */
export interface Asked {
  readonly directory: OktaDirectory;
  /** The variable parts of the path, decoded. */
  readonly names: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The flow's time, ISO 8601. */
  readonly now: string;
}

/** A request that the directory supports. `page`: default number of records per page, from the API reference. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly page?: number;
  /** Undefined for data that the directory was not given. */
  readonly respond: (asked: Asked) => PlainAnswer | undefined;
}

export function ok(body: unknown, status = 200): PlainAnswer {
  return { status, body };
}

/** The wording of Okta's E0000007. */
export function notFound(name: string, kind: 'User' | 'UserGroup' | 'AppInstance' | 'AppUser'): PlainAnswer {
  return {
    status: 404,
    body: { errorCode: 'E0000007', errorSummary: `Not found: Resource not found: ${name} (${kind})`, errorCauses: [] },
  };
}

/** The wording of Okta's E0000001. */
export function invalid(field: string, cause: string): PlainAnswer {
  return {
    status: 400,
    body: { errorCode: 'E0000001', errorSummary: `Api validation failed: ${field}`, errorCauses: [{ errorSummary: `${field}: ${cause}` }] },
  };
}
