import type { LoadedInteraction } from '../../src/contract/load.js';
import { allStatements, type Statement } from '../../src/jobs/statements.js';
import { describeEvidence, EVIDENCE, weakestEvidence } from '../../src/protocol/evidence.js';

const INTRODUCTION = `# Fidelity

Every response and behaviour of the emulator, with its evidence. Generated from the protocol definition by \`npm run generate\`;
a test fails when it is out of date.

- **documented**: a worked example or a parameter table in Expensify's reference; for SCIM, what Expensify's help pages or the source of its app say.
- **recorded**: a body captured from the live service.
- **observed**: stated as seen live by a client's author; the body was not kept.
- **assumed**: nobody has published evidence. [limits.md](limits.md) says what is assumed and why.

Where a part is known less well than the rest, it is named. The table counts each answer, rule and reason once, by the part
that is known least: *in part* is assumed in part only. The columns stand side by side on purpose: a sum of them would say
nothing.
`;

/** docs/reference/fidelity.md: the evidence for each answer and rule, and the interactions that exercise it. */
export function renderFidelity(loaded: readonly LoadedInteraction[]): string {
  const statements = allStatements();
  const subjects = [...new Set(statements.map(({ subject }) => subject))];
  return [INTRODUCTION, summary(statements, subjects, loaded), ...subjects.map((subject) => section(subject, statements, loaded))].join(
    '\n',
  );
}

const COLUMNS = [...EVIDENCE.filter((evidence) => evidence !== 'assumed'), 'in part', 'assumed'] as const;

function columnOf(statement: Statement): (typeof COLUMNS)[number] {
  const weakest = weakestEvidence(statement);
  return weakest === 'assumed' && statement.evidence !== 'assumed' ? 'in part' : weakest;
}

function summary(statements: readonly Statement[], subjects: readonly string[], loaded: readonly LoadedInteraction[]): string {
  const rows = subjects.map((subject) => {
    const own = statements.filter((statement) => statement.subject === subject);
    const counts = COLUMNS.map((column) => own.filter((statement) => columnOf(statement) === column).length);
    const exercised = own.filter(({ id }) => exercisedBy(id, loaded).length > 0).length;
    return `| ${subject} | ${counts.join(' | ')} | ${exercised} of ${own.length} |`;
  });
  return `| subject | ${COLUMNS.join(' | ')} | exercised |\n|---|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

function section(subject: string, statements: readonly Statement[], loaded: readonly LoadedInteraction[]): string {
  const own = statements.filter((statement) => statement.subject === subject);
  const rows = own.map((statement) => {
    const { id, kind, text, source } = statement;
    const count = exercisedBy(id, loaded).length;
    return `| \`${id}\` | ${kind} | ${cell(text)} | ${cell(describeEvidence(statement))} | ${cell(source)} | ${count === 0 ? 'no' : count} |`;
  });
  return `## ${subject}\n\n| id | kind | what | evidence | source | interactions |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** The interactions that run and exercise a statement. */
function exercisedBy(id: string, loaded: readonly LoadedInteraction[]): LoadedInteraction[] {
  return loaded.filter(({ interaction }) => interaction.skip === undefined && interaction.exercises.includes(id));
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
