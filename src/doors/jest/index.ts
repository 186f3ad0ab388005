import { expect } from '@jest/globals';
import { matchers } from '../matchers/matchers.js';
import type { EmulatorMatchers } from '../matchers/types.js';

expect.extend(matchers);

declare module 'expect' {
  // The result type of Jest's own matchers, which these do not need.
  interface Matchers<R extends void | Promise<void>, T = unknown> extends EmulatorMatchers<T> {}
}

export { matchers } from '../matchers/matchers.js';
