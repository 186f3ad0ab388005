import type { Command } from 'commander';
import type { ContractRecordFlags } from './contract-record.js';

/** The contract suite: run, exported for other tools, recorded from and compared with a live service. */
export function addContract(program: Command, exit: (code: number) => void): void {
  const contract = program.command('contract').description('the contract suite');
  contract
    .command('verify')
    .description('run the interactions and print a table; exit 1 on a violation')
    .option('--target <target>', 'in-process, http, or the URL of an endpoint', 'in-process')
    .option('--filter <text>', 'only interactions whose file, id or description holds this')
    .option('--console <url>', 'console of the emulator behind --target; runs the whole suite and resets the emulator meanwhile')
    .option('--no-console', 'treat an emulator at a URL as a live service')
    .option('--allow-writes', 'also run interactions that write, as dry runs, against a live service')
    .option('--verbose', 'list all interactions instead of only those that failed')
    .option('--junit <file>', 'write a JUnit report')
    .option('--contracts <folder>', 'read interactions from here instead of the ones shipped')
    .action(async (flags: Record<string, string | boolean | undefined>) =>
      exit(await (await import('./contract-verify.js')).contractVerify(flags)),
    );
  contract
    .command('export')
    .description('write it for another tool: postman, openapi, json-schema, pact, hurl, har or wiremock')
    .argument('<format>')
    .option('--out <folder>', 'where to', '.')
    .action(async (format: string, flags: { out: string }) => (await import('./contract-export.js')).contractExport(format, flags));
  contract
    .command('record')
    .description('send a job to a live service and write its answer as an interaction, without anybody’s data in it')
    .argument('<file>', 'YAML or JSON: a job without credentials, or { job, fields }')
    .requiredOption('--target <target>', 'live, or the URL of an endpoint')
    .requiredOption('--id <id>', 'of the interaction, in kebab-case')
    .option('--out <file>', 'where to (default: print it)')
    .option('--allow-writes', 'a job that writes is sent, as a dry run')
    .action(async (file: string, flags: ContractRecordFlags) => (await import('./contract-record.js')).contractRecord(file, flags));
  contract
    .command('diff')
    .description('say where a live service and the emulator differ: codes, keys, types; exit 1 when they do')
    .requiredOption('--target <target>', 'live, or the URL of an endpoint')
    .option('--filter <text>', 'only interactions whose file or id holds this')
    .action(async (flags: { target: string; filter?: string }) => exit(await (await import('./contract-record.js')).contractDiff(flags)));
}
