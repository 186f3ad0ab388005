import { countOf } from '../../util/count-of.js';
import { terminalText } from '../../util/terminal-text.js';
import { linesOf, widthOf } from '../../util/text-columns.js';
import { ACTIONS, type Action, type Change } from '../plan/changes.js';
import { showOdd } from '../plan/odd-characters.js';
import type { Plan } from '../plan/plan.js';
import { showProblem } from '../problem.js';
import { affectedGroups } from './affected.js';
import { type FieldLine, fieldLines, policyOf, SYMBOLS, scopeNote } from './describe-change.js';
import { summaryLine } from './summary.js';

export type Colour = 'green' | 'red' | 'yellow' | 'blue' | 'cyan' | 'bold' | 'dim';
/** Colours a text, or returns it unchanged. */
export type Paint = (colour: Colour, text: string) => string;

/** How a plan is laid out. */
export interface PlanTextOptions {
  /** Columns of the terminal. Default 80. */
  readonly width?: number;
  /** Default: no colours. */
  readonly paint?: Paint;
}

type Layout = Required<PlanTextOptions>;

const COLOURS: Readonly<Record<Action, Colour>> = { add: 'green', 'email-change': 'cyan', change: 'yellow', move: 'blue', remove: 'red' };
/** In narrower windows, the terminal breaks the lines. */
const MIN_WIDTH = 40;

/**
 * A plan for a terminal: a legend, the changes of each policy with one line for each field, who is affected, the problems and the counts.
 * @example process.stdout.write(planText(made, { width: process.stdout.columns }))
 */
export function planText(plan: Plan, { width = 80, paint = (_colour, text) => text }: PlanTextOptions = {}): string {
  const layout = { width: Math.max(MIN_WIDTH, width), paint };
  const hidden = plan.notCompared.join(', ');
  const lines = [
    ...legendLines(plan, layout),
    ...plan.policies.flatMap((policy) => policyLines(policy, plan, layout)),
    ...affectedLines(plan, layout),
    ...problemLines(plan, layout),
    ...(hidden === '' ? [] : broken(`Not compared (the service doesn't return these): ${hidden}.`, layout, { colour: 'dim' })),
    ...broken(`Plan: ${summaryLine(plan)}.`, layout).map((line) => line.replace(/^Plan:/, (word) => paint('bold', word))),
  ];
  return `${lines.join('\n')}\n`;
}

/** The symbols that this plan uses. */
function legendLines({ changes }: Plan, { paint }: Layout): string[] {
  const used = ACTIONS.filter((action) => changes.some((change) => change.action === action));
  const entries = used.map((action) => paint(COLOURS[action], `${SYMBOLS[action].mark} ${SYMBOLS[action].word}`));
  return entries.length === 0 ? [] : [`Symbols: ${entries.join('   ')}`, ''];
}

function policyLines(policy: Plan['policies'][number], plan: Plan, layout: Layout): string[] {
  const { id, name, members } = policy;
  const changes = plan.changes.filter((change) => policyOf(change) === id);
  const heading = `${name} (${id}), ${countOf(members, 'member')}${scopeNote(policy)}`;
  const body = changes.length === 0 ? ['  No changes.'] : changes.flatMap((change) => changeLines(change, plan, layout));
  return [...broken(heading, layout, { colour: 'bold' }), ...body, ''];
}

function changeLines(change: Change, plan: Plan, layout: Layout): string[] {
  const { action, email } = change;
  const fields = fieldLines(change, plan);
  const column = Math.max(0, ...fields.map(({ field }) => field.length)) + FIELD_INDENT + 2;
  return [
    ...broken(showOdd(email), layout, { first: `  ${SYMBOLS[action].mark} `, colour: COLOURS[action] }),
    ...fields.flatMap((line) => fieldText(line, column, layout)),
  ];
}

const FIELD_INDENT = 6;

/** `role  user → admin`; on two lines, with the arrow on the second, if both values don't fit on one. */
function fieldText({ field, from, to }: FieldLine, column: number, layout: Layout): string[] {
  const room = layout.width - column;
  const whole = from === undefined ? to : `${from} → ${to}`;
  const isShort = widthOf(shownText(whole)) <= room;
  const values =
    isShort || from === undefined ? linesOf(shownText(whole), room) : [...linesOf(shownText(from), room), ...arrowLines(to, room)];
  const label = `${' '.repeat(FIELD_INDENT)}${field}`.padEnd(column);
  return values.map((value, index) => (index === 0 ? layout.paint('dim', label) : ' '.repeat(column)) + value);
}

function arrowLines(to: string, room: number): string[] {
  return linesOf(shownText(to), room - 2).map((line, index) => `${index === 0 ? '→' : ' '} ${line}`);
}

/** A group with more people than this is cut on a terminal; `--html` and `--json` include everyone. */
const MAX_PEOPLE = 20;

function affectedLines(plan: Plan, layout: Layout): string[] {
  const groups = affectedGroups(plan).flatMap(({ title, people }) => {
    const left = people.length - MAX_PEOPLE;
    return [
      ...broken(`${title}: ${people.length}`, layout, { first: '  ' }),
      ...people.slice(0, MAX_PEOPLE).flatMap((person) => broken(person, layout, { first: '    ' })),
      ...(left > 0 ? [`    and ${left} more. Use --html FILE to list everyone.`] : []),
    ];
  });
  return groups.length === 0 ? [] : [layout.paint('bold', 'Who is affected'), ...groups, ''];
}

function problemLines({ problems }: Plan, layout: Layout): string[] {
  if (problems.length === 0) return [];
  const listed = problems.flatMap((problem) => broken(showProblem(problem), layout, { first: '✗ ' }));
  const { paint } = layout;
  return [
    ...broken(`This plan can't be applied. Fix ${countOf(problems.length, 'problem')}:`, layout, { colour: 'bold' }),
    ...listed.map((line) => line.replace(/^✗/, (mark) => paint('red', mark))),
    '',
  ];
}

/** A text of one or more lines; all lines after the first are indented as far as `first`, which begins it. */
function broken(text: string, { width, paint }: Layout, { first = '', colour }: { first?: string; colour?: Colour } = {}): string[] {
  const lines = linesOf(shownText(text), width - widthOf(first)).map(
    (line, index) => `${index === 0 ? first : ' '.repeat(widthOf(first))}${line}`,
  );
  return colour === undefined ? lines : lines.map((line) => paint(colour, line));
}

/** Values come from files and from the service. Control characters must not move the cursor of the terminal. */
function shownText(text: string): string {
  return terminalText(text.replace(/\p{Cc}/gu, ' '));
}
