import { UserError } from '../util/user-error.js';
import { type Location, showLocation } from './source/source.js';

/** Why a plan cannot be applied. */
export interface Problem {
  readonly code: ProblemCode;
  /** One sentence, with the addresses and ids it is about. */
  readonly message: string;
  readonly at?: Location | undefined;
}

/** Every problem there is, in one sentence each. */
export const PROBLEMS = {
  'bad-record': 'A record that the service would skip: a bad address, role or limit, a limit without approver.',
  'no-lookup': 'A value that its lookup table does not hold, and no default.',
  'no-manager': 'Somebody without a manager, or whose manager is neither wanted nor a member.',
  'duplicate-email': 'Two rows for one person on one policy.',
  'duplicate-employee-id': 'Two people with one employeeID.',
  'unknown-policy': 'A policy the account does not see, does not administer, or was not told to manage.',
  'approval-loop': 'People who approve for each other in a circle.',
  'suspicious-address': 'An address that contains an invisible character or looks like another address.',
  'last-admin': 'A policy that would be left without an admin. No option allows it.',
  'too-many-removals': 'More people removed than usual; --allow-removals N allows it.',
  'too-many-moves': 'More people moved away from a policy than usual; --allow-moves N allows it.',
  'too-many-renames': 'More people given another address than usual; --allow-renames N allows it.',
  'too-many-demotions': 'More admins and auditors demoted than usual; --allow-demotions N allows it.',
  'too-many-manager-changes': 'More people given another manager than usual; --allow-manager-changes N allows it.',
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** `people.csv:14:3: …` */
export function showProblem({ message, at }: Problem): string {
  return at === undefined ? message : `${showLocation(at)}: ${message}`;
}

/** A plan with problems was to be applied. */
export class PlanProblemsError extends UserError {
  override readonly name = 'PlanProblemsError';

  constructor(readonly problems: readonly Problem[]) {
    const [first] = problems;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    super(`Nothing was sent, as the plan has problems: ${first === undefined ? '' : showProblem(first)}${more}`);
  }

  override get exitCode(): number {
    return 1;
  }
}
