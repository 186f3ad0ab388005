import type { Samples } from '../../protocol/samples.js';

/** Requests that `trigger` and the console send. */
export const samples: Samples = { 'no-domain': { about: 'List company cards without naming a domain', answer: 'malformed-domain' } };
