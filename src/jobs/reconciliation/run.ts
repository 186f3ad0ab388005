import { implement } from '../../emulator/implement.js';
import { reconciliation } from './definition.js';
import { samples } from './samples.js';

/** Templates are large, so they are loaded with the first request. */
export const runReconciliation = implement(
  reconciliation,
  async (input, context) => (await import('./reconcile.js')).reconcile(input, context),
  { samples },
);
