import { FeedError } from './feed-source.js';
import type { Uploads } from './uploads.js';

/** For an emulator that cannot reach out, as in a page, for which ssh2 could not even be bundled. */
export const noUploads: Uploads = {
  refusedHost: () => undefined,
  send: () => Promise.reject(new FeedError('an emulator in a page uploads no files')),
};
