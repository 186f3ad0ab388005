import { parseArgs } from 'node:util';
import { closest } from 'fastest-levenshtein';

const OPTIONS = {
  quick: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: true },
  help: { type: 'boolean', short: 'h', default: false },
};

/** The chosen groups and options. Prints help or what is wrong, and ends the program. */
export function readArguments(args, groups) {
  const known = groups.map(({ name }) => name);
  const { values, positionals } = parsed(args);
  if (values.help) end(help(groups), 0);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined)
    end(`Unknown group '${unknown}'. Did you mean '${closest(unknown, known)}'?\nThe groups are ${known.join(', ')}.`, 2);
  const names = positionals.length > 0 ? positionals : known;
  // A part of the rows, or rows measured in a hurry, must not replace a full run.
  return { quick: values.quick, names, isKept: values.keep && !values.quick && positionals.length === 0 };
}

function parsed(args) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true, allowNegative: true });
  } catch (error) {
    const [, option] = /'(--\w[\w-]*)/.exec(error.message) ?? [];
    const meant = option && closest(option, [...Object.keys(OPTIONS).map((name) => `--${name}`), '--no-keep']);
    return end(`${error.message.split('. ')[0]}.${meant ? ` Did you mean '${meant}'?` : ''} Run npm run bench -- --help.`, 2);
  }
}

function help(groups) {
  const width = Math.max(...groups.map(({ name }) => name.length));
  return `Usage: npm run bench -- [options] [group...]

Measures the emulator against its goals and compares the result with the last run that was kept. Exits with 1 if a goal is missed.
A run of all groups takes less than 10 minutes. It is kept in bench/last-run.json, and docs/reference/benchmarks.md is drawn from it.

Groups:
${groups.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`).join('\n')}

Options:
  --quick     fewer rounds and smaller sizes; the run is not kept
  --no-keep   do not keep the run
  -h, --help  print help

Examples:
  npm run bench
  npm run bench -- --quick throughput in-process`;
}

function end(text, code) {
  (code === 0 ? console.log : console.error)(text);
  process.exit(code);
}
