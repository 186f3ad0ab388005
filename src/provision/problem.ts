import { UserError } from '../util/user-error.js';
import { type Location, showLocation } from './source/source.js';

/** Why a plan can't be applied. */
export interface Problem {
  readonly code: ProblemCode;
  /** One sentence with the affected addresses and ids. */
  readonly message: string;
  readonly at?: Location | undefined;
}

/** All kinds of problems, described in one sentence each. */
export const PROBLEMS = {
  'bad-record': 'A record that the service would skip: an invalid address, role or limit, or a limit without an approver.',
  'no-lookup': 'A value that is not in its lookup table, without a default.',
  'no-manager': 'A person without a manager, or whose manager is neither in the source nor a member.',
  'duplicate-email': 'Two rows for one person on one policy.',
  'duplicate-employee-id': 'Two people with the same employeeID.',
  'unknown-policy': "A policy that the account can't see or doesn't administer, or that is not managed by this plan.",
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

/** Such as `people.csv:14:3: …`. */
export function showProblem({ message, at }: Problem): string {
  return at === undefined ? message : `${showLocation(at)}: ${message}`;
}

/** Thrown if a plan with problems should be applied. */
export class PlanProblemsError extends UserError {
  override readonly name = 'PlanProblemsError';

  constructor(readonly problems: readonly Problem[]) {
    const [first] = problems;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    super(`Nothing was sent, because the plan has problems: ${first === undefined ? '' : showProblem(first)}${more}`);
  }

  override get exitCode(): number {
    return 1;
  }
}
