import type { Command } from 'commander';
import type { ExportFlags } from './export.js';
import { addTargetOptions, collect } from './target-options.js';

/** Adds `export`. */
export function addExport(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('export')
    .description('render reports with a template and download the files')
    .requiredOption('--template <file>', 'FreeMarker template')
    .requiredOption('--out <folder>', 'folder for the files')
    .option('--format <extensions>', 'csv, txt, json, xml, xlsx, xls or pdf; several separated by commas', 'csv')
    .option('--report <id>', 'report id; repeatable', collect)
    .option('--since <day>', 'reports created or submitted on this day or later, e.g. 2026-01-31')
    .option('--until <day>', 'reports created or submitted on this day or earlier')
    .option('--approved-after <day>', 'reports approved after this day')
    .option('--state <states>', 'OPEN, SUBMITTED, APPROVED, REIMBURSED, ARCHIVED; several separated by commas')
    .option('--policy <id>', 'only reports of this policy; repeatable', collect)
    .option('--limit <n>', 'at most n reports')
    .option('--employee <email>', 'export the reports of this person')
    .option('--unmarked <label>', 'leave out reports that are marked with this label')
    .option('--mark <label>', 'mark the reports as exported with this label (writes)')
    .option('--name <basename>', 'start of the file names (default: export)')
    .option('--receipts', 'with pdf: a page for each receipt');
  addTargetOptions(command)
    .option('--yes', 'do not ask before using the live service')
    .option('--json', 'print JSON')
    .action(async (flags: ExportFlags) => exit(await (await import('./export.js')).exportReports(flags)));
}
