import { type Command, Option } from 'commander';
import { collect } from './target-options.js';

const FORMATS = ['csv', 'txt', 'json', 'xml'];

/** `template render|lint`. */
export function addTemplate(program: Command, exit: (code: number) => void): void {
  const template = program.command('template').description('render and check export templates offline');
  template
    .command('render')
    .description('print what a template prints for the reports of a seed; ignored errors go to stderr')
    .argument('<file>', 'FreeMarker template')
    .option('--seed <seed>', 'demo, faker:SEED:EMPLOYEES or a file', 'demo')
    .option('--company <id>', 'company of the seed (default: the first)')
    .option('--reports <ids>', 'render only these reports, separated by commas; repeatable (default: all)', collect)
    .option('--reconciliation', 'render a reconciliation template, with the company cards of the seed')
    .addOption(new Option('--format <format>', 'file extension; a reconciliation template can ask for it').choices(FORMATS).default('csv'))
    .addOption(
      new Option('--absent <how>', 'what an attribute without a value is: an empty string or missing')
        .choices(['empty', 'missing'])
        .default('empty'),
    )
    .option('--batch-size <n>', 'reports in a batch (default: 200)')
    .option('--clock <iso>', 'time for .now (default: now)')
    .option('--strict', 'fail on the first error that the service would ignore')
    .action(async (file: string, flags: object) => exit(await (await import('./template-render.js')).templateRender(file, flags)));
  template
    .command('lint')
    .description('check templates for common mistakes; exit 1 on an error, 2 if a file cannot be read')
    .argument('<files...>', 'FreeMarker templates')
    .addOption(new Option('--format <format>', 'what the templates print (default: guessed)').choices(FORMATS))
    .option('--reconciliation', 'the templates are for reconciliations (default: guessed)')
    .option('--seed <seed>', 'reports that JSON templates are tried with: demo, faker:SEED:EMPLOYEES or a file', 'demo')
    .option('--company <id>', 'company of the seed (default: the first)')
    .option('--json', 'print JSON')
    .action(async (files: string[], flags: object) => exit(await (await import('./template-lint.js')).templateLint(files, flags)));
}
