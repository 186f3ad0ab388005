import type { Command } from 'commander';
import { addTargetOptions, collect } from './target-options.js';

const PROVISION = {
  plan: 'compare a list of people with current members; makes no changes',
  apply: 'apply changes; FILE is a list of people or a plan saved with --out',
  drift: 'exit 1 if members differ from FILE; makes no changes',
} as const;

/** `provision plan|apply|drift|show`. */
export function addProvision(program: Command, exit: (code: number) => void): void {
  const provision = program.command('provision').description('sync people from a CSV, JSON, YAML or Okta export to policies');
  for (const action of ['plan', 'apply', 'drift'] as const) {
    const command = provision
      .command(action)
      .description(PROVISION[action])
      .argument('<file>', 'list of people who should be members')
      .option('--map <file>', 'mapping of columns or attributes to fields (default: same names)')
      .option('--policy <id>', 'policy to manage; repeatable (default: the policies named in FILE or the mapping)', collect);
    addTargetOptions(command)
      .option('--allow-removals <n>', 'allow up to this many removals')
      .option('--allow-moves <n>', 'allow up to this many moves away from a policy')
      .option('--allow-renames <n>', 'allow up to this many email changes')
      .option('--allow-demotions <n>', 'allow up to this many demotions of admins and auditors')
      .option('--allow-manager-changes <n>', 'allow up to this many manager changes')
      .option('--accept-differences', 'apply even if the dry run differs from the plan')
      .option('--receipt <file>', 'receipt file (default: FILE.receipt.jsonl)')
      .option('--out <file>', 'write the plan as JSON')
      .option('--html <file>', 'write the plan as an HTML page')
      .option('--json', 'print JSON')
      .option('--yes', 'do not ask for confirmation')
      .action(async (file: string, flags: object) => exit(await (await import('./provision.js')).provision(action, file, flags)));
  }
  provision
    .command('show')
    .description('print a plan saved with plan --out; sends nothing')
    .argument('<plan>', 'plan file')
    .option('--html <file>', 'write the plan as an HTML page')
    .option('--json', 'print JSON')
    .action(async (file: string, flags: { json?: boolean; html?: string }) =>
      (await import('./provision-show.js')).provisionShow(file, flags),
    );
}
