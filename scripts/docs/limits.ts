import { definedJobs, JOB_NAMES } from '../../src/jobs/catalogue.js';
import { allStatements, type Statement } from '../../src/jobs/statements.js';

const INTRODUCTION = `# Limits

What the emulator does not know, and what it does about it. Generated from the definitions of the jobs and of SCIM by \`npm run generate\`;
a test fails when it is out of date. Each row is an answer or a rule of [fidelity.md](fidelity.md) that is assumed, wholly or in
part. Such an answer also carries the advisory [\`assumed-answer\`](advisories.md#assumed-answer), which says what of it is assumed.
Rows that begin with \`scim\` are about [SCIM deactivation](../guide/okta-scim.md). Its whole endpoint is assumed; only what it does to people is documented.
`;

/** docs/reference/limits.md: what is assumed, and what a client does about that. */
export function renderLimits(): string {
  const limited = allStatements().filter(({ limit }) => limit !== undefined);
  const rules = limited.filter(({ kind }) => kind === 'rule');
  const isWhole = ({ evidence }: Statement): boolean => evidence === 'assumed';
  return [
    INTRODUCTION,
    `## Answers\n\n${table(limited.filter(({ kind }) => kind === 'answer'))}`,
    `## Rules\n\n${table(rules.filter(isWhole))}`,
    `## Parts of rules that are otherwise known\n\n${table(rules.filter((rule) => !isWhole(rule)))}`,
    skipReasons(limited.filter(({ kind }) => kind === 'skip reason')),
    quirks(),
    `## Other behaviour\n\n${bullets(definedJobs.flatMap(({ notes = [] }) => notes))}`,
    `## What is left out\n\n${bullets(leftOut())}`,
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

The documented reasons are ${documented.map(({ text }) => `\`${text}\``).join(' and ')}. The others are worded after them.
Show a reason to a person; never branch on its text.

| id | what is assumed |
|---|---|
${rows.join('\n')}
`;
}

/** Empty while no job has any. */
function quirks(): string {
  const rows = definedJobs.flatMap(({ name, quirks: own = {} }) =>
    Object.entries(own).map(([quirk, { statement, values, source }]) => {
      const [first, ...others] = values.map((value) => `\`${value}\``);
      return `| \`${name}\` | \`${quirk}\` | ${cell(statement)} | ${first} | ${others.join(', ')} | ${cell(source)} |`;
    }),
  );
  if (rows.length === 0) return '';
  return `## Quirks

Where several guesses are equally likely, a seed can choose one: \`quirks: { "JOB": { QUIRK: "VALUE" } }\` in a company.

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
      : [`Known by name only, and answered \`wire/not-implemented\`: ${others.join(', ')}; faults can be armed for them.`]),
    'Secrets of made pairs are derived from the `partnerUserID`: they guard made-up people, not real ones.',
    'No TLS: put a tunnel or a proxy in front.',
    'Compressed request bodies are not read.',
  ];
}

function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence}\n`).join('');
}

function cell(text = ''): string {
  return text.replaceAll('|', '\\|');
}
