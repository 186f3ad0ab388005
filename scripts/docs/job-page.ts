import type { ExportedInteraction } from '../../src/contract/export/exchanges.js';
import type { JobSchemas } from '../../src/contract/export/json-schemas.js';
import { answerId, type JobDefinition } from '../../src/protocol/define-job.js';
import { describeEvidence, type Known } from '../../src/protocol/evidence.js';
import { isObject } from '../../src/util/is-object.js';
import { readJson } from '../../src/util/read-json.js';
import { parameterRows } from './parameter-rows.js';

/** docs/reference/jobs/NAME.md: a job's parameters, responses, rules and quirks, and a working request. */
export function renderJobPage(job: JobDefinition, schemas: JobSchemas, example: ExportedInteraction | undefined): string {
  return [
    `# ${job.name}\n`,
    `${job.title}. ${writes(job)} ${repeats(job)}\n`,
    'This page is generated from the definition of the job. [fidelity.md](../fidelity.md) lists the contract tests for each statement.\n',
    `## Parameters\n\n${parameters(schemas)}`,
    fields(job),
    example === undefined ? '' : `## Example\n\n${request(example)}${response(example)}`,
    `## Responses\n\n${responses(job)}`,
    known('Rules', 'rule', job.rules),
    known('Skip reasons', 'reason', job.skipReasons ?? {}),
    quirks(job),
  ]
    .filter((part) => part !== '')
    .map((part) => `${part.trimEnd()}\n`)
    .join('\n');
}

function writes({ writes: isWriting, dryRunKey }: JobDefinition): string {
  if (!isWriting) return 'The job only reads.';
  return dryRunKey === undefined ? 'The job changes the company.' : `The job changes the company, unless \`${dryRunKey}\` is true.`;
}

function repeats({ isRepeatable }: JobDefinition): string {
  return isRepeatable
    ? 'Clients can safely send the same request again after a failure.'
    : 'Do not send the same request again after a failure, because the first one may have worked.';
}

function parameters({ request: schema }: JobSchemas): string {
  const rows = parameterRows(schema).map(({ path, type, isRequired, isSometimesRequired, within, description }) => {
    const optional = isSometimesRequired ? 'sometimes' : '';
    const required = within === undefined ? 'yes' : `in \`${within}\``;
    return `| \`${path}\` | ${cell(type)} | ${isRequired ? required : optional} | ${cell(description)} |`;
  });
  return `| parameter | type | required | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function fields({ fields: all }: JobDefinition): string {
  const rows = Object.entries(all).map(([name, { description, isFile }]) => {
    return `| \`${name}\` | ${cell(description)} | ${isFile === true ? '`multipart/form-data`' : 'any form'} |`;
  });
  if (rows.length === 0) return '';
  return `## Form fields\n\nIn addition to \`requestJobDescription\`, the job reads these form fields.\n\n| field | meaning | sent as |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function request({ fields: { requestJobDescription = '', ...others } }: ExportedInteraction): string {
  const shown = requestJobDescription.replace(/\{\{(partnerUser\w+)\}\}/g, '<$1>');
  const rest = Object.entries(others).map(([name, value]) => `The form field \`${name}\`:\n\n${fenced(value)}`);
  return `\`requestJobDescription\`:\n\n${fenced(shown)}${rest.join('')}`;
}

function response({ response: { contentType, body } }: ExportedInteraction): string {
  return `The emulator responds with \`${contentType}\`:\n\n${fenced(body)}`;
}

const MAX_LINES = 60;

/** Formats JSON over several lines and cuts long texts. */
function fenced(text: string): string {
  const json = readJson(text);
  const lines = (json === undefined ? text : JSON.stringify(json, null, 2)).split('\n');
  const shown = lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), '…'] : lines;
  return `\`\`\`${isObject(json) ? 'json' : 'text'}\n${shown.join('\n').trimEnd()}\n\`\`\`\n\n`;
}

function responses({ name, answers }: JobDefinition): string {
  const rows = Object.entries(answers).map(([id, answer]) => {
    const unsaid = answer.responseCode === 200 ? 'success' : 'none';
    const message = answer.responseMessage === undefined ? unsaid : `\`${answer.responseMessage}\``;
    return `| ${answer.responseCode} | ${cell(message)} | ${cell(describeEvidence(answer))} | \`${answerId({ name }, id)}\` |`;
  });
  return `| code | message | evidence | id |\n|---|---|---|---|\n${rows.join('\n')}\n\nA parameter without a response of its own returns \`wire/missing-parameter\` if it is missing, and \`wire/malformed-parameter\` if it is invalid.\n`;
}

function known(title: string, head: string, statements: Readonly<Record<string, Known & { readonly statement: string }>>): string {
  const rows = Object.values(statements).map(
    (rule) => `| ${cell(rule.statement)} | ${cell(describeEvidence(rule))} | ${cell(rule.source)} |`,
  );
  return rows.length === 0 ? '' : `## ${title}\n\n| ${head} | evidence | source |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function quirks({ quirks: all = {} }: JobDefinition): string {
  const rows = Object.entries(all).map(([name, { statement, values }]) => {
    const [first, ...others] = values.map((value) => `\`${value}\``);
    return `| \`${name}\` | ${cell(statement)} | ${first} | ${others.join(', ')} |`;
  });
  if (rows.length === 0) return '';
  const head =
    'A seed can choose between these behaviours with `quirks` ([limits.md](../limits.md#quirks)).\n\n| quirk | what it decides | default | other values |';
  return `## Quirks\n\n${head}\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
