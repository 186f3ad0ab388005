import { definedJobs, JOB_NAMES } from '../../src/jobs/catalogue.js';
import { allStatements, type Statement } from '../../src/jobs/statements.js';

const INTRODUCTION = `# Limits

<!-- Written by \`npm run generate\` from the definitions of the jobs and of SCIM; a test fails if it is out of date. -->

This page lists what the emulator assumes, and what you can do about it. Each row is a response or a rule of [fidelity.md](fidelity.md) that is fully or partly
assumed. Such a response also has the advisory [\`assumed-answer\`](advisories.md#assumed-answer), which says which part is assumed.
Rows that start with \`scim\` are about [SCIM deactivation](../guide/okta-scim.md). The whole endpoint is assumed; only the effect on users is documented.
`;

/** docs/reference/limits.md: what is assumed, and what clients should do. */
export function renderLimits(): string {
  const limited = allStatements().filter(({ limit }) => limit !== undefined);
  const rules = limited.filter(({ kind }) => kind === 'rule');
  const isWhole = ({ evidence }: Statement): boolean => evidence === 'assumed';
  return [
    INTRODUCTION,
    `## Responses\n\n${table(limited.filter(({ kind }) => kind === 'answer'))}`,
    `## Rules\n\n${table(rules.filter(isWhole))}`,
    `## Rules that are partly assumed\n\n${table(rules.filter((rule) => !isWhole(rule)))}`,
    skipReasons(limited.filter(({ kind }) => kind === 'skip reason')),
    quirks(),
    `## Other behaviour\n\n${bullets(definedJobs.flatMap(({ notes = [] }) => notes))}`,
    `## What is not implemented\n\n${bullets(leftOut())}`,
  ].join('\n');
}

function table(statements: readonly Statement[]): string {
  const rows = statements.map(({ id, limit }) => `| \`${id}\` | ${cell(limit?.assumed)} | ${cell(limit?.advice)} |`);
  return `| id | what is assumed | what to do |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function skipReasons(statements: readonly Statement[]): string {
  const documented = allStatements().filter(({ kind, evidence }) => kind === 'skip reason' && evidence === 'documented');
  const rows = statements.map(({ id, limit }) => `| \`${id}\` | ${cell(limit?.assumed)} |`);
  return `## Skip reasons

The documented reasons are ${documented.map(({ text }) => `\`${text}\``).join(' and ')}. The wording of the others follows them.
Show a reason to a person, and never branch on its text.

| id | what is assumed |
|---|---|
${rows.join('\n')}
`;
}

/** Empty if no job has any. */
function quirks(): string {
  const rows = definedJobs.flatMap(({ name, quirks: own = {} }) =>
    Object.entries(own).map(([quirk, { statement, values, source }]) => {
      const [first, ...others] = values.map((value) => `\`${value}\``);
      return `| \`${name}\` | \`${quirk}\` | ${cell(statement)} | ${first} | ${others.join(', ')} | ${cell(source)} |`;
    }),
  );
  if (rows.length === 0) return '';
  return `## Quirks

If several guesses are equally likely, a seed can choose one: \`quirks: { "JOB": { QUIRK: "VALUE" } }\` in a company.

| job | quirk | what it decides | default | other values | source |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

function leftOut(): string[] {
  const defined: ReadonlySet<string> = new Set(definedJobs.map(({ name }) => name));
  const others = JOB_NAMES.filter((name) => !defined.has(name)).map((name) => `\`${name}\``);
  return [
    ...(others.length === 0
      ? []
      : [`Known by name only, with the response \`wire/not-implemented\`: ${others.join(', ')}. Faults can be armed for them.`]),
    'Random secrets. A secret that the seed does not name is derived from the `partnerUserID`. It protects made-up people, not real ones.',
    'TLS. Use a tunnel or a proxy.',
    'Compressed request bodies.',
  ];
}

function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence}\n`).join('');
}

function cell(text = ''): string {
  return text.replaceAll('|', '\\|');
}
