import { createSharedState, MemoryStorage } from '../../support/memory-storage.js';
import { describeStorage } from './suite.js';

let shared = createSharedState();

describeStorage('a storage in memory', {
  isShared: true,
  start: () => {
    shared = createSharedState();
  },
  open: () => new MemoryStorage(shared),
  // The state is as it was, and what the killed process writes from now on is lost.
  kill: () => {
    shared = { snapshot: shared.snapshot, entries: [...shared.entries], followers: new Map() };
  },
  end: () => {},
});
