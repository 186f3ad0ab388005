import type { Command } from 'commander';
import { addTargetOptions, collect } from './target-options.js';

const PROVISION = {
  plan: 'hold a list of people against the members there are; changes nothing',
  apply: 'bring a plan about; FILE is a list of people, or a plan that --out wrote',
  drift: 'exit 1 when the members are not as FILE says; changes nothing',
} as const;

/** `provision plan|apply|drift`. */
export function addProvision(program: Command, exit: (code: number) => void): void {
  const provision = program.command('provision').description('people from a CSV, JSON, YAML or Okta users export, to policies');
  for (const action of ['plan', 'apply', 'drift'] as const) {
    const command = provision
      .command(action)
      .description(PROVISION[action])
      .argument('<file>', 'who is wanted')
      .option('--map <file>', 'mapping of columns or attributes to fields (default: they are named alike)')
      .option('--policy <id>', 'policy to manage; repeatable (default: the policies named in FILE or the mapping)', collect);
    addTargetOptions(command)
      .option('--allow-removals <n>', 'allow up to n removals instead of the default limit')
      .option('--allow-moves <n>', 'allow up to n moves away from a policy')
      .option('--allow-renames <n>', 'allow up to n email changes')
      .option('--allow-demotions <n>', 'allow up to n demotions of admins and auditors')
      .option('--allow-manager-changes <n>', 'allow up to n manager changes')
      .option('--accept-differences', 'go on although the dry run differs from the plan')
      .option('--receipt <file>', 'where the receipt is kept (default: FILE.receipt.jsonl)')
      .option('--out <file>', 'write the plan as JSON')
      .option('--html <file>', 'write the plan as a page')
      .option('--json', 'print JSON')
      .option('--yes', 'do not ask')
      .action(async (file: string, flags: object) => exit(await (await import('./provision.js')).provision(action, file, flags)));
  }
  provision
    .command('show')
    .description('print a plan that plan --out saved; sends nothing')
    .argument('<plan>', 'file that provision plan --out wrote')
    .option('--html <file>', 'write the plan as an HTML page')
    .option('--json', 'print JSON')
    .action(async (file: string, flags: { json?: boolean; html?: string }) =>
      (await import('./provision-show.js')).provisionShow(file, flags),
    );
}
