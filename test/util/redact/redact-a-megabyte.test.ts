import { expect, test } from 'vitest';
import { createDeepRedactor } from '../../../src/util/redact/redact-deeply.js';

const LONG = '75ed68085c0fb3eb678b84247139cf65e2628d16';
const ODD = 'p+ss"w%rd & cö';

test.each(['a', '%', '\\', '+', 'QUJD', '41', LONG.slice(0, 8), `${LONG.slice(0, 8)}x`, '%41', '\\u0041', 'é'])(
  'a megabyte of %j is read to its end without blocking other work',
  async (part) => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const text = part.repeat(Math.floor(1_000_000 / part.length));
    expect((await createDeepRedactor([LONG, ODD])(text)).length).toBeLessThan(2_500_000);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  },
  60_000,
);
