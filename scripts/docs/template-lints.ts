import { LEVELS, RULES } from '../../src/emulator/exports/lint/rules.js';

const INTRODUCTION = `# Template lints

<!-- Written by \`npm run generate\` from src/emulator/exports/lint/rules.ts. -->

\`npx expensify-emulator template lint FILE…\` checks export and reconciliation templates. The exit code is 1 if there is an error, and 2 if a
file cannot be read. Templates that print JSON are also rendered with the reports of the demo company.

A lint follows values through variables, loops and lambdas, so it knows which object an attribute belongs to. It does not report an
attribute that has a default or is tested with \`??\` or \`?has_content\`.
`;

/** docs/reference/template-lints.md: every rule, with an example. */
export function renderTemplateLints(): string {
  const sections = LEVELS.flatMap((level) =>
    Object.entries(RULES)
      .filter(([, rule]) => rule.level === level)
      .map(([id, rule]) => section(id, level, rule)),
  );
  return [INTRODUCTION, ...sections].join('\n');
}

interface Example {
  readonly why: string;
  readonly advice: string;
  readonly bad?: string;
  readonly good?: string;
}

function section(id: string, level: string, { why, advice, bad, good }: Example): string {
  const title = `${level.slice(0, 1).toUpperCase()}${level.slice(1)}`;
  const example = [...(bad === undefined ? [] : ['Reported:', code(bad)]), ...(good === undefined ? [] : ['Not reported:', code(good)])];
  return [`## ${id}`, '', `${title}. ${why} ${advice}`, '', ...example.flatMap((line) => [line, ''])].join('\n');
}

function code(template: string): string {
  return `\`\`\`ftl\n${template}\n\`\`\``;
}
