import { describeOption, environmentName, flagName } from '../../src/cli/options.js';
import type { OptionFacts } from '../../src/emulator/option-facts.js';
import { START_OPTIONS, type StartOption } from '../../src/emulator/options.js';
import { code, table } from './table.js';

const INTRODUCTION = `# Options

<!-- Written by \`npm run generate\` from src/emulator/options.ts; a test fails if the page is out of date. -->

Each option of \`start\` is a flag, an environment variable and a key of the config file. Precedence: flags, then environment, then config file.
The config file is \`expensify-emulator.config.yaml\` (or \`.yml\`, \`.json\`) in the folder where the command runs, or the file that
\`--config\` or \`${environmentName('config')}\` names. [library.md](library.md#options) lists the options of \`createEmulator\`, and
[commands.md](commands.md) every command with its flags. [Seeds and config](../guide/seeds-and-config.md) has examples.
`;

/** docs/reference/options.md: every option of `start`. */
export function renderOptions(): string {
  return [
    INTRODUCTION,
    table(['flag', 'environment variable', 'config key', 'default', 'what it does'], START_OPTIONS.map(startRow)),
    '`exec` accepts the same flags except `--json`, `--quiet`, `--log`, `--watch` and the short ones. Its ports are free ones by default.\n',
  ].join('\n');
}

function startRow(option: StartOption): string[] {
  const { key, short, argument, isNegated } = option;
  const flag = `${short === undefined ? '' : `-${short}, `}${isNegated ? '--no-' : '--'}${flagName(key).slice(2)}${argument === undefined ? '' : ` ${argument}`}`;
  return [code(flag), code(environmentName(key)), code(key), option.shownDefault ?? shownDefault(option.default), aboutOf(option)];
}

function aboutOf(facts: OptionFacts): string {
  return [describeOption(facts), ...(facts.more === undefined ? [] : [facts.more])].join('. ');
}

export function shownDefault(value: OptionFacts['default']): string {
  return value === undefined || (typeof value === 'object' && value.length === 0) ? '' : code(String(value));
}
