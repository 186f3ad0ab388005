import type { Command } from 'commander';
import { addBackground } from './background-commands.js';
import { addCompletion } from './completion-command.js';
import { addContract } from './contract-commands.js';
import { addCredentials } from './credentials-command.js';
import { addExport } from './export-command.js';
import { addFlow } from './flow-commands.js';
import { addHealthcheck } from './healthcheck-command.js';
import { addInit } from './init-command.js';
import { addLogs } from './logs-command.js';
import { addOktaScim } from './okta-scim-commands.js';
import { addProvision } from './provision-commands.js';
import { addStart } from './start-command.js';
import { addTemplate } from './template-commands.js';
import { addTrigger } from './trigger-command.js';

interface CommandGroup {
  /** The heading of the group in the help. */
  readonly heading: string;
  readonly members: readonly {
    readonly names: readonly string[];
    /** Adds these commands. `exit` is told the exit code of the one that runs. */
    add(program: Command, exit: (code: number) => void): void;
  }[];
}

/** All commands, in the order of the help. */
export const COMMAND_GROUPS: readonly CommandGroup[] = [
  {
    heading: 'Run an emulator:',
    members: [
      { names: ['start'], add: addStart },
      { names: ['stop', 'status', 'env', 'exec', 'doctor'], add: addBackground },
      { names: ['healthcheck'], add: addHealthcheck },
      { names: ['credentials'], add: addCredentials },
    ],
  },
  {
    heading: 'Look at requests:',
    members: [
      { names: ['trigger'], add: addTrigger },
      { names: ['logs'], add: addLogs },
    ],
  },
  {
    heading: 'Use Expensify or an emulator:',
    members: [
      { names: ['provision'], add: addProvision },
      { names: ['export'], add: addExport },
      { names: ['flow'], add: addFlow },
      { names: ['okta-scim'], add: addOktaScim },
      { names: ['template'], add: addTemplate },
      { names: ['contract'], add: addContract },
    ],
  },
  {
    heading: 'Set up:',
    members: [
      { names: ['init'], add: addInit },
      { names: ['completion'], add: addCompletion },
    ],
  },
];

const NAMES = COMMAND_GROUPS.flatMap(({ members }) => members.flatMap(({ names }) => names));

/** The command that a command line runs, if it needs no other: help, completion and suggestions need all of them. */
export function onlyCommand(args: readonly string[]): string | undefined {
  const [word] = args;
  if (args.includes('--help') || args.includes('-h') || word === 'completion' || word === '--') return undefined;
  if (word === undefined || word.startsWith('-')) return 'start';
  return NAMES.find((name) => name === word);
}
