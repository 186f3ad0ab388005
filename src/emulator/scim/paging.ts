import { scimError } from '../../protocol/scim/answers.js';
import { SCIM_SCHEMAS } from '../../protocol/scim/operations.js';

export const DEFAULT_PAGE = 100;
export const MAX_PAGE = 200;

/** The part of a list that a request asks for. */
export interface Page {
  /** Counts from 1. */
  readonly startIndex: number;
  readonly count: number;
}

/** Values out of range are corrected, as RFC 7644, section 3.4.2.4 requires. Throws `invalid-paging`. */
export function readPage(query: URLSearchParams): Page {
  return {
    startIndex: Math.max(1, integerOf(query, 'startIndex') ?? 1),
    count: Math.min(MAX_PAGE, Math.max(0, integerOf(query, 'count') ?? DEFAULT_PAGE)),
  };
}

function integerOf(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  if (!/^ *[+-]?\d{1,15} *$/.test(value)) throw scimError('invalid-paging', { name, value });
  return Number(value);
}

/** A page of a list. `show` is called for the items of that page only, as a list can be long. */
export function listResponse<T>(all: readonly T[], { startIndex, count }: Page, show: (item: T) => object): object {
  const resources = all.slice(startIndex - 1, startIndex - 1 + count).map(show);
  return {
    schemas: [SCIM_SCHEMAS.listResponse],
    totalResults: all.length,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}
