// What action.yml runs: starts the emulator in the background, waits until it is ready and passes its URLs and credentials to
// the following steps; or stops it. Plain Node without dependencies, because the action is used without an install.
import { resolve } from 'node:path';
import { runEmulator } from './run-emulator.mjs';
import { splitArguments } from './split-arguments.mjs';
import { commandText, maskSecrets, writeEnvironment, writeOutputs } from './workflow-files.mjs';

/** Reads inputs as the step of action.yml passes them. An empty input is one that was not given. */
function input(name) {
  const value = process.env[`INPUT_${name}`]?.trim();
  return value === undefined || value === '' ? undefined : value;
}

const folder = resolve(input('WORKING_DIRECTORY') ?? '.');
const version = input('VERSION');

try {
  main();
} catch (error) {
  console.log(`::error title=Expensify emulator::${commandText(error.message)}`);
  process.exitCode = 1;
}

function main() {
  const command = input('COMMAND') ?? 'start';
  if (command === 'start') start();
  else if (command === 'stop') console.log(runEmulator(['stop'], { folder, version }).trim());
  else throw new Error(`'${command}' is not a valid command. Use start or stop.`);
}

function start() {
  const options = {
    port: input('PORT') ?? '0',
    'console-port': input('CONSOLE_PORT') ?? '0',
    seed: input('SEED'),
    'rate-limit': input('RATE_LIMIT'),
  };
  const flags = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
  const wait = ['--wait', input('WAIT') ?? '30'];
  runEmulator(['start', '--detach', '--quiet', ...wait, ...flags, ...splitArguments(input('ARGS') ?? '')], { folder, version });
  const variables = JSON.parse(runEmulator(['env', '--format', 'json'], { folder, version }));
  // Before anything else is printed or passed on.
  maskSecrets(variables);
  writeEnvironment(variables);
  writeOutputs({
    url: variables.EXPENSIFY_URL,
    endpoint: variables.EXPENSIFY_ENDPOINT,
    'console-url': variables.EXPENSIFY_CONSOLE_URL,
    'partner-user-id': variables.EXPENSIFY_PARTNER_USER_ID,
    'partner-user-secret': variables.EXPENSIFY_PARTNER_USER_SECRET,
    'policy-id': variables.EXPENSIFY_POLICY_ID ?? '',
  });
  console.log(`The emulator is ready at ${variables.EXPENSIFY_ENDPOINT} (console: ${variables.EXPENSIFY_CONSOLE_URL}).`);
}
