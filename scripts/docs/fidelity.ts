import type { LoadedInteraction } from '../../src/contract/load.js';
import { allStatements, type Statement } from '../../src/jobs/statements.js';
import { describeEvidence, EVIDENCE, weakestEvidence } from '../../src/protocol/evidence.js';

const INTRODUCTION = `# Fidelity

<!-- Written by \`npm run generate\` from the definitions; a test fails if it is out of date. -->

This page lists every behaviour of the emulator with its evidence.

- **documented**: a worked example or a parameter table in Expensify's reference; for SCIM, what Expensify's help pages or the source of its app say.
- **recorded**: a response captured from the live service.
- **observed**: seen on the live service by a client's author, who did not keep the response.
- **assumed**: there is no published evidence. [limits.md](limits.md) lists what is assumed and what to do.

If a part has weaker evidence than the rest, it is named. The table counts each response, rule and reason once, by its weakest evidence. *in part* means
that only a part is assumed. The table has no totals, because different kinds of evidence don't add up.
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
  return `| subject | ${COLUMNS.join(' | ')} | tested |\n|---|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

function section(subject: string, statements: readonly Statement[], loaded: readonly LoadedInteraction[]): string {
  const own = statements.filter((statement) => statement.subject === subject);
  const rows = own.map((statement) => {
    const { id, kind, text, source } = statement;
    const count = exercisedBy(id, loaded).length;
    return `| \`${id}\` | ${kind === 'answer' ? 'response' : kind} | ${cell(text)} | ${cell(describeEvidence(statement))} | ${cell(source)} | ${count === 0 ? 'no' : count} |`;
  });
  return `## ${subject}\n\n| id | kind | what | evidence | source | contract tests |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** The interactions that run and exercise a statement. */
function exercisedBy(id: string, loaded: readonly LoadedInteraction[]): LoadedInteraction[] {
  return loaded.filter(({ interaction }) => interaction.skip === undefined && interaction.exercises.includes(id));
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
