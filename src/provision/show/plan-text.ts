import type { Action, Change } from '../plan/changes.js';
import { showOdd } from '../plan/odd-characters.js';
import type { Plan } from '../plan/plan.js';
import { showProblem } from '../problem.js';
import { affectedGroups } from './affected.js';
import { describeChange, MARKS } from './describe-change.js';
import { summaryLine } from './summary.js';

export type Colour = 'green' | 'red' | 'yellow' | 'blue' | 'cyan' | 'bold' | 'dim';
/** Colours a text, or leaves it alone. */
export type Paint = (colour: Colour, text: string) => string;

const COLOURS: Readonly<Record<Action, Colour>> = { add: 'green', 'email-change': 'cyan', change: 'yellow', move: 'blue', remove: 'red' };

/** Addresses are aligned up to this width. */
const WIDEST = 48;

/** A plan as people read it on a terminal: the changes by policy, the problems, and the count. */
export function planText(plan: Plan, paint: Paint): string {
  const sections = plan.policies.flatMap(({ id, name, members, manages }) => {
    const changes = plan.changes.filter((change) => policyOf(change) === id);
    const note = manages === 'leavers' ? ', only leavers are managed' : '';
    const heading = paint('bold', `${oneLine(name)} (${id}), ${members} members${note}`);
    return [heading, ...changes.map((change) => changeLine(change, plan, paint)), ''];
  });
  const problems = plan.problems.map((problem) => `${paint('red', '✗')} ${oneLine(showProblem(problem))}`);
  const verdict =
    problems.length > 0
      ? [
          paint('bold', `${problems.length} ${problems.length === 1 ? 'problem keeps' : 'problems keep'} this plan from being applied:`),
          ...problems,
          '',
        ]
      : [];
  const hidden = plan.notCompared.join(', ');
  const note = hidden === '' ? [] : [paint('dim', `Not compared, for the service does not show it: ${hidden}.`)];
  const affected = affectedLines(plan, paint);
  return `${[...sections, ...affected, ...verdict, ...note, `${paint('bold', 'Plan:')} ${summaryLine(plan)}.`].join('\n')}\n`;
}

/** People of a group beyond these are left out on a terminal; `--html` and `--json` have them all. */
const MAX_PEOPLE = 20;

/** Who notices the plan, group by group. */
function affectedLines(plan: Plan, paint: Paint): string[] {
  const groups = affectedGroups(plan).flatMap(({ title, people }) => {
    const more = people.length - MAX_PEOPLE;
    const shown = people.slice(0, MAX_PEOPLE).map((person) => `    ${person}`);
    return [`  ${oneLine(title)}: ${people.length}`, ...shown, ...(more > 0 ? [`    and ${more} more; --html FILE lists everybody`] : [])];
  });
  return groups.length === 0 ? [] : [paint('bold', 'Who is affected'), ...groups, ''];
}

/** The policy a change is listed under: where somebody goes, when they move. */
export function policyOf(change: Change): string {
  return change.action === 'move' ? change.to : change.policyID;
}

function changeLine(change: Change, plan: Plan, paint: Paint): string {
  const { action, email } = change;
  const details = oneLine(describeChange(change, plan));
  return `  ${paint(COLOURS[action], `${MARKS[action]} ${showOdd(email).padEnd(details === '' ? 0 : WIDEST)}`)}${details === '' ? '' : ` ${paint('dim', details)}`}`;
}

/** Values come from files and from the service: a control character must not move somebody's cursor. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
