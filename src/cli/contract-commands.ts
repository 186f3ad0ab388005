import { type Command, Option } from 'commander';
import type { ContractRecordFlags } from './contract-record.js';
import { addServiceOptions } from './target-options.js';

/** `contract verify|export|record|diff`. */
export function addContract(program: Command, exit: (code: number) => void): void {
  const contract = program.command('contract').description('run, export and record contract tests');
  addServiceOptions(contract.command('verify'), {
    about: 'in-process, http (over real sockets), emulator (a running one), live or a URL',
    default: 'in-process',
  })
    .description('run the interactions and print a table; exit 1 on a violation')
    .option('--filter <text>', 'only interactions whose file, id or description contains this text')
    .addOption(new Option('--console <url>').hideHelp())
    .option('--no-console', 'treat an emulator at a URL as a live service')
    .option('--allow-writes', 'also run interactions that write, as dry runs, against a live service')
    .option('--verbose', 'list all interactions instead of only those that failed')
    .option('--yes', 'do not ask before using the live service')
    .option('--junit <file>', 'write a JUnit report')
    .option('--contracts <folder>', 'read interactions from this folder instead of the included ones')
    .action(async (flags: object) => exit(await (await import('./contract-verify.js')).contractVerify(flags)));
  contract
    .command('export')
    .description('export the contracts for another tool')
    .argument('<format>', 'postman, openapi, json-schema, pact, hurl, har or wiremock')
    .option('--out <folder>', 'output folder', '.')
    .action(async (format: string, flags: { out: string }) => (await import('./contract-export.js')).contractExport(format, flags));
  addServiceOptions(contract.command('record'))
    .description('send a job to a service and write the response as an interaction, with personal data removed')
    .argument('<file>', 'YAML or JSON file with a job without credentials, or { job, fields }')
    .requiredOption('--id <id>', 'interaction id, in kebab-case')
    .option('--out <file>', 'output file (default: stdout)')
    .option('--allow-writes', 'allow jobs that write; they are sent as dry runs')
    .option('--yes', 'do not ask before using the live service')
    .action(async (file: string, flags: ContractRecordFlags) => (await import('./contract-record.js')).contractRecord(file, flags));
  addServiceOptions(contract.command('diff'))
    .description('compare codes, keys and types of a service with the emulator; exit 1 if they differ')
    .option('--filter <text>', 'only interactions whose file or id contains this text')
    .option('--yes', 'do not ask before using the live service')
    .action(async (flags: object) => exit(await (await import('./contract-record.js')).contractDiff(flags)));
}
