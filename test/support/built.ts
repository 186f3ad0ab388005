import { isBuilt } from '../../scripts/freshness.mjs';
import { ROOT } from './root.js';

// For tests that run or pack dist. A stale build would test old code.
if (!isBuilt(ROOT)) throw new Error('dist is older than src. Run `npm run build`, then the tests again.');
