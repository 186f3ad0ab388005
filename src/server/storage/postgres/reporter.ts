import { stopwatch } from '../../../runtime/timer.js';
import { shownURL } from '../../../util/redact/shown-url.js';
import { withoutSecrets } from './without-secrets.js';

/** Without its database, an emulator would otherwise write a line for each request. */
const SAME_AGAIN_MS = 10_000;

/** Tells the user why something could not be kept, without the password of the URL. The same problem is told once in ten seconds. */
export class Reporter {
  readonly #url: string;
  readonly #tell: (problem: string) => void;
  #last = '';
  #toldAt = 0;

  constructor(url: string, tell: (problem: string) => void) {
    this.#url = url;
    this.#tell = tell;
  }

  report(what: string, error: unknown): void {
    const problem = `${what} (${shownURL(this.#url)}): ${withoutSecrets(this.#url, error)}`;
    const now = stopwatch();
    if (problem === this.#last && now - this.#toldAt < SAME_AGAIN_MS) return;
    this.#last = problem;
    this.#toldAt = now;
    this.#tell(problem);
  }
}
