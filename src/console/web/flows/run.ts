import type { Inventory, LintProblem } from '../../../flows/index.js';
import { countOf } from '../../../util/count-of.js';
import type { ExampleFlow } from '../../flows.js';

export interface Inspected {
  readonly inventory: Inventory;
  readonly problems: readonly LintProblem[];
}

/** A flow to run, and if it is the example, what to fill in. */
export interface Chosen {
  readonly name: string;
  readonly text: string;
  readonly inspected: Inspected;
  readonly example?: Pick<ExampleFlow, 'users' | 'input' | 'set'>;
}

export interface Ran {
  readonly status: 'finished' | 'error';
  readonly steps: number;
  readonly requests: number;
  readonly report: number;
}

export function summaryOf({ status, steps, requests }: Ran): string {
  const sent = requests === 0 ? 'no requests sent' : countOf(requests, 'request');
  return `${status === 'finished' ? 'Finished' : 'Failed'} after ${countOf(steps, 'card')}, ${sent}.`;
}
