/** The presets that only delay a response: it is the response that the client would get without them. */
export const DELAYS: readonly string[] = ['slow', 'slow-export', 'jitter'];
