import { FeedError } from './feed-source.js';
import type { Uploads } from './uploads.js';

/** For an emulator without network access, as in a web page. ssh2 can't even be bundled for a page. */
export const noUploads: Uploads = {
  refusedHost: () => undefined,
  send: () => Promise.reject(new FeedError('an emulator in a web page cannot upload files')),
};
