import { version } from '../util/version.js';

/** What the console tells of the process it belongs to. */
export interface About {
  readonly version: string;
  readonly pid: number;
  /** The Integration Server's address; what a tunnel in front of it is called, nobody here knows. */
  readonly endpoint: string;
}

export function aboutThisProcess(endpoint: string): About {
  return { version: version(), pid: process.pid, endpoint };
}
