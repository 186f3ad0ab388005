import { describeOption, environmentName, flagName } from '../../src/cli/options.js';
import type { OptionFacts } from '../../src/emulator/option-facts.js';
import { LIBRARY_OPTIONS, START_OPTIONS, type StartOption } from '../../src/emulator/options.js';

const INTRODUCTION = `# Options

Generated from the table of options, src/emulator/options.ts, by \`npm run generate\`; a test fails when it is out of date.
Flags win over environment variables, those over the config file. The config file is \`expensify-emulator.config.yaml\` (or \`.yml\`,
\`.json\`) in the folder where the command runs, or the file that \`--config\` or \`${environmentName('config')}\` names.
`;

/** docs/reference/options.md: every option of \`start\` and of \`createEmulator\`. */
export function renderOptions(): string {
  const ofLibrary = Object.entries(LIBRARY_OPTIONS);
  return [
    INTRODUCTION,
    `## Of the command line\n\n${table(['flag', 'environment variable', 'config key', 'default', ''], START_OPTIONS.map(startRow))}`,
    '`exec` takes the same flags except `--json`, `--quiet`, `--log`, `--watch` and the short ones, and picks free ports by default.\n',
    '## Of the library\n',
    'What `createEmulator(options)` takes. The values are those of the command line.\n',
    table(
      ['option', 'default', ''],
      ofLibrary.map(([name, facts]) => libraryRow(name, facts)),
    ),
  ].join('\n');
}

function startRow(option: StartOption): string[] {
  const { key, short, argument, isNegated } = option;
  const flag = `${short === undefined ? '' : `-${short}, `}${isNegated ? '--no-' : '--'}${flagName(key).slice(2)}${argument === undefined ? '' : ` ${argument}`}`;
  return [code(flag), code(environmentName(key)), code(key), shown(option.default), aboutOf(option)];
}

function libraryRow(name: string, facts: OptionFacts): string[] {
  const value = shown(facts.libraryDefault ?? facts.default);
  if (facts.key === undefined) return [code(name), value, facts.about];
  const flag = code(flagName(facts.key));
  return [code(name), value, facts.isNegated ? `\`false\` is \`--no-${flagName(facts.key).slice(2)}\`` : `as ${flag}`];
}

function aboutOf(facts: OptionFacts): string {
  return [describeOption(facts), ...(facts.more === undefined ? [] : [facts.more])].join('. ');
}

function shown(value: OptionFacts['default']): string {
  return value === undefined || (typeof value === 'object' && value.length === 0) ? '' : code(String(value));
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')}\n`;
}
