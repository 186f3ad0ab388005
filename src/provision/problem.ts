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
  'approval-loop': 'People whose approvers form a loop.',
  'suspicious-address': 'An address that contains an invisible character or looks like another address.',
  'last-admin': 'A policy that would be left without an admin. No option allows it.',
  'too-many-removals': 'More removals than the limit. To allow them, pass --allow-removals N.',
  'too-many-moves': 'More moves away from a policy than the limit. To allow them, pass --allow-moves N.',
  'too-many-renames': 'More email changes than the limit. To allow them, pass --allow-renames N.',
  'too-many-demotions': 'More demotions of admins and auditors than the limit. To allow them, pass --allow-demotions N.',
  'too-many-manager-changes': 'More manager changes than the limit. To allow them, pass --allow-manager-changes N.',
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
