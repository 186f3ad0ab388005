import { companyPath } from './api.js';
import { useRoute } from './route.js';

/** The step that the page's address names: the page shows the company as it was after it. Undefined for now. */
export function usePast(): string | undefined {
  return useRoute().params.get('at') ?? undefined;
}

/** The API path of something that belongs to a company, as it was after a step or as it is now. */
export function pastPath(company: string, at: string | undefined, ...parts: readonly string[]): string {
  return companyPath(company, ...(at === undefined ? [] : ['past', at]), ...parts);
}
