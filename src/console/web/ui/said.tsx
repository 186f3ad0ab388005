import type { Notice } from '../hooks.js';

/** The state of an action: that it is under way, or why it failed. A success is said by a toast. The element is always present, so screen readers announce it. */
export function Said({ isBusy, problem }: Notice) {
  return (
    <p role="status" class={problem === undefined ? 'said quiet' : 'said bad'}>
      {isBusy ? 'Working…' : (problem ?? '')}
    </p>
  );
}
