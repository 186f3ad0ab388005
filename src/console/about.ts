import { version } from '../util/version.js';

/** What the console says about its own process. */
export interface About {
  readonly version: string;
  readonly pid: number;
  /** The Integration Server's address. If there is a tunnel in front of it, the process does not know the tunnel's address. */
  readonly endpoint: string;
}

export function aboutThisProcess(endpoint: string): About {
  return { version: version(), pid: process.pid, endpoint };
}
