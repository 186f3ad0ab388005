// The files and commands with which a step of GitHub Actions passes values on.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

/** Hides secrets in the logs of all following steps. */
export function maskSecrets(variables) {
  for (const [name, value] of Object.entries(variables)) {
    if (/SECRET|TOKEN/.test(name) && value !== '') console.log(`::add-mask::${commandText(value)}`);
  }
}

/** A message of a workflow command is one line, in which %25 stands for % and %0A for a line break. */
export function commandText(text) {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Sets variables for the following steps of the job. */
export function writeEnvironment(variables) {
  append('GITHUB_ENV', variables);
}

/** Sets the outputs of the step. */
export function writeOutputs(outputs) {
  append('GITHUB_OUTPUT', outputs);
}

function append(name, values) {
  const file = process.env[name];
  if (file === undefined || file === '') throw new Error(`${name} is not set. This script runs in a step of GitHub Actions.`);
  appendFileSync(
    file,
    Object.entries(values)
      .map(([key, value]) => entry(key, value))
      .join(''),
  );
}

/** A delimiter that no value contains keeps a value with line breaks from setting other variables. */
function entry(key, value) {
  const delimiter = `end-${randomUUID()}`;
  return `${key}<<${delimiter}\n${value}\n${delimiter}\n`;
}
