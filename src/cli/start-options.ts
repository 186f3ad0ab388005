import { type Command, Option } from 'commander';

/**
 * The options that `start` and `exec` share; each is an environment variable and a key of the config file too. Without the
 * hidden `--headers`, commander takes an absent `--no-headers` for `true`, which would win over environment and config file.
 */
export function addStartOptions(command: Command): Command {
  return command
    .option('--port <n>', 'API port, 0 for a free one (default: 4310)')
    .option('--host <address>', 'API address (default: 127.0.0.1)')
    .option('--console-port <n>', 'console port, 0 for a free one (default: 4311)')
    .option('--console-host <address>', 'console address (default: 127.0.0.1)')
    .option('--console-token <token>', 'asked of every console request; needed beyond loopback')
    .option('--seed <seed>', 'demo, faker:SEED:EMPLOYEES, or a YAML or JSON file (default: demo)')
    .option('--state <file>', 'keep the state in this file across runs')
    .option('--rate-limit <mode>', 'advise, enforce or off (default: advise)')
    .option('--allow-host <host...>', 'host that feeds may be downloaded from, HOST[:PORT][#SHA256:…]; repeatable')
    .option('--smtp <url>', 'send the mails, e.g. smtp://127.0.0.1:1025')
    .option('--clock <iso>', 'stop the clock at this instant')
    .option('--body-limit <bytes>', 'largest body (default: 33554432)')
    .option('--journal-size <n>', 'exchanges kept (default: 1000)')
    .addOption(new Option('--headers').hideHelp())
    .option('--no-headers', 'leave out the header x-emulator-advisory')
    .option('--config <file>', 'config file (default: expensify-emulator.config.yaml or .json here)');
}
