import type { ExchangeSummary } from '../../../emulator/journal/summary.js';
import { hasSkips, isDryRun, verdictOf } from './verdict.js';

/** The conditions that are switched on and off. */
export const CHIPS = {
  failed: ['Failed', (summary: ExchangeSummary) => verdictOf(summary) !== 'good'],
  skipped: ['Skipped', hasSkips],
  advisories: ['Advisories', ({ advisories }: ExchangeSummary) => advisories.length > 0],
  'dry-run': ['Dry run', isDryRun],
  fault: ['Fault', ({ fault }: ExchangeSummary) => fault !== undefined],
} as const;
export type ChipName = keyof typeof CHIPS;

export interface Filter {
  readonly text: string;
  readonly code: string;
  readonly job: string;
  readonly company: string;
  readonly chips: readonly ChipName[];
}

export function readFilter(params: URLSearchParams): Filter {
  const read = (name: string): string => params.get(name) ?? '';
  const chips = read('only').split(',');
  return {
    text: read('q'),
    code: read('code'),
    job: read('job'),
    company: read('company'),
    chips: isChips(chips),
  };
}

function isChips(names: readonly string[]): ChipName[] {
  return names.filter((name): name is ChipName => Object.hasOwn(CHIPS, name));
}

export function isEmpty({ text, code, job, company, chips }: Filter): boolean {
  return text + code + job + company === '' && chips.length === 0;
}

/** A function that is true for what the filter shows. The console has filtered by text, job and company already. */
export function matcherOf({ code, chips }: Filter): (summary: ExchangeSummary) => boolean {
  const isCode = codeMatcher(code);
  return (summary) => isCode(summary.code) && chips.every((name) => CHIPS[name][1](summary));
}

/** `410`, `41`, `4xx` or `400-499`. */
function codeMatcher(text: string): (code: number) => boolean {
  const [low = '', high] = text.split('-');
  if (high !== undefined && high !== '') return (code) => code >= Number(low) && code <= Number(high);
  const start = low.replace(/x+$/i, '');
  return (code) => String(code).startsWith(start);
}
