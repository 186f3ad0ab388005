import { terminalText } from '../util/terminal-text.js';
import { UserError } from '../util/user-error.js';
import type { Service } from './target.js';
import { askYes } from './terminal.js';
import { UsageError } from './usage-error.js';

/** What a command is about to do with the live service. */
export interface LiveUse {
  /** The partnerUserID, or a text that says which credentials are used. */
  readonly account: string;
  /** The ids or names of the policies. Undefined for all that the account can access. */
  readonly policies?: readonly string[] | undefined;
  /** What follows, as a sentence. @example 'This reads the members.' */
  readonly effect: string;
}

/** The user answered the question with no. */
class DeclinedError extends UserError {
  override get exitCode(): number {
    return 1;
  }
}

interface Terminal {
  readonly isInteractive: boolean;
  ask(question: string): Promise<boolean>;
  warn(message: string): void;
}

const TERMINAL: Terminal = {
  get isInteractive() {
    return process.stdin.isTTY === true;
  },
  ask: askYes,
  warn: (message) => void process.stderr.write(`${message}\n`),
};

/**
 * Names the account and the policies, and asks, before anything is sent to the live service. It does nothing for other services.
 * Throws UsageError if there is no terminal and `--yes` is missing, and DeclinedError if the user says no.
 */
export async function confirmLive(
  service: Pick<Service, 'kind' | 'baseUrl'>,
  use: LiveUse,
  yes: boolean | undefined,
  terminal: Terminal = TERMINAL,
): Promise<void> {
  if (service.kind !== 'live') return;
  announceLive(service, use, yes, terminal);
  if (yes === true) return;
  if (!(await terminal.ask('Continue?'))) throw new DeclinedError('Nothing was sent.');
}

/** Names the account and the policies. Throws UsageError if there is no terminal and `--yes` is missing. */
export function announceLive(
  { baseUrl }: Pick<Service, 'baseUrl'>,
  { account, policies, effect }: LiveUse,
  yes: boolean | undefined,
  terminal: Terminal = TERMINAL,
): void {
  const named = policies === undefined ? 'all policies that the account can access' : policies.join(', ');
  terminal.warn(terminalText(`Live service: ${baseUrl}\nAccount:      ${account}\nPolicies:     ${named}\n${effect}`));
  if (yes !== true && !terminal.isInteractive)
    throw new UsageError('--target live asks before it sends anything. Pass --yes when running non-interactively.');
}

/** Asks the question on the terminal. Without one, throws UsageError with the reason for asking, because `--yes` is missing. */
export async function isConfirmed(reason: string, question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`${reason} Pass --yes when running non-interactively.`);
  return askYes(question);
}
