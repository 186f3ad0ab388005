import { groups } from '../groups/index.mjs';
import { verdict, written, writtenGoal } from '../support/rows.mjs';
import { chartsOf } from './charts.mjs';

/** docs/reference/benchmarks.md for a run. */
export function renderPage({ machine, rows, curves }) {
  const parts = groups
    .map(({ name, title }) => ({ title, rows: rows.filter(({ group }) => group === name) }))
    .filter((part) => part.rows.length > 0);
  return `# Benchmarks

${introduction(machine)}

${parts.map(({ title, rows }) => `## ${title}\n\n${tableOf(rows)}`).join('\n\n')}

## How times grow

${chartsOf(curves)
  .map(({ file, title, description }) => `![${title}. ${description}](${file})`)
  .join('\n\n')}
`;
}

function introduction({ node, cpu, cores, memoryGB, system, isPinned, loadGenerator, isBusy }) {
  const where = isPinned
    ? 'The load comes from another process, which runs on another core than the server'
    : 'The load comes from another process, which shares the cores with the server because this machine has one core or no `taskset`';
  return [
    'Written by `npm run bench`, which measures everything below in one run and compares it with the last run that was kept',
    `([bench/last-run.json](https://github.com/expensify-emulator/expensify-emulator/blob/main/bench/last-run.json)).`,
    `This run used Node ${node} on ${system}, ${cores} cores (${cpu}), ${memoryGB} GB.`,
    ...(isBusy ? ['Other programs were using the machine, so its times are too long.'] : []),
    `\n\n${where}: 16 connections of ${loadGenerator} on loopback.`,
    'The journal is on. A row in × is a ratio of two things measured in turns in the same run, which depends less on the machine than a time.',
    'Times and ratios are medians of several samples.',
  ]
    .join('\n')
    .replace(/\n\n\n/g, '\n\n');
}

function tableOf(rows) {
  const lines = rows.map(
    (row) => `| ${row.what} | ${written(row.value, row.unit) || '–'} | ${writtenGoal(row)} | ${metOf(row)} | ${row.detail} |`,
  );
  return ['| what | measured | goal | met | detail |', '|---|---|---|---|---|', ...lines].join('\n');
}

function metOf(row) {
  return { met: 'yes', missed: '**no**', 'not measured': '–' }[verdict(row)];
}
