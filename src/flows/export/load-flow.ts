import { readFileSync, statSync } from 'node:fs';
import { codeOf, messageOf } from '../../util/error-message.js';
import { isDeeperThan } from '../../util/is-deeper-than.js';
import { isObject } from '../../util/is-object.js';
import { jsonProblem } from '../../util/json-problem.js';
import { sayIssue } from '../../util/say-issue.js';
import { FlowFileError } from '../problem.js';
import { checkPack } from './check-pack.js';
import { isExportName } from './find-exports.js';
import type { Flow, Pack } from './model.js';
import { packSchema } from './schema.js';
import { toFlow } from './to-flow.js';

/** Okta's own limit for imports is far lower, so a larger file is probably not an export. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Each level of inline flows takes ten levels of JSON; deeper values would overflow the stack when printed. */
const MAX_DEPTH = 1000;

/** The content of a file, and its name for messages. */
export interface FlowText {
  readonly text: string;
  readonly source: string;
}

/**
 * Loads an Okta Workflows export (`.flow`, `.folder`, `.flopack`): the path of a file, its text, or the object that `buildFlow` made.
 * Broken wires, missing helpers and similar problems do not stop it; they are listed in `findings`.
 * Throws FlowFileError if the input is not an export at all.
 * @example loadFlow('provision.flow').flows
 */
export function loadFlow(from: string | FlowText | object): Pack {
  if (typeof from === 'string') return fromText({ text: readFlowFile(from), source: from });
  if (isFlowText(from)) return fromText(from);
  return toPack(from, 'export');
}

function isFlowText(from: object): from is FlowText {
  return 'text' in from && typeof from.text === 'string';
}

function readFlowFile(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > MAX_FILE_BYTES) {
      const megabytes = Math.ceil(size / 1024 / 1024);
      throw new FlowFileError(`${path}: the file is ${megabytes} MB; the maximum is 64. Is it an Okta Workflows export?`);
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof FlowFileError) throw error;
    throw new FlowFileError(`${path}: ${describe(error)}.`);
  }
}

function fromText({ text, source }: FlowText): Pack {
  if (text.trim() === '') throw new FlowFileError(`${source}: the file is empty.`);
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const next = isExportName(source) ? 'Is the export complete?' : 'An export is a .flow, .folder or .flopack file.';
    throw new FlowFileError(`${source}: this is not valid JSON (${jsonProblem(error)}). ${next}`);
  }
  return toPack(data, source);
}

function toPack(data: unknown, source: string): Pack {
  if (isDeeperThan(data, MAX_DEPTH))
    throw new FlowFileError(`${source}: values are nested more than ${MAX_DEPTH} levels deep, so this can't be an Okta Workflows export.`);
  const result = packSchema.safeParse(data, { error: sayIssue });
  if (!result.success) {
    const [issue] = result.error.issues;
    const isOther = !isObject(data) || data.type !== 'flopack';
    const reason = isOther ? 'its type is not "flopack"' : `${issue?.path.join('.')} ${issue?.message}`;
    throw new FlowFileError(`${source}: this is not an Okta Workflows export (${reason}). Export a flow or a folder from the designer.`);
  }
  const { flos, configs, tables } = result.data.data;
  const flows = new Map<string, Flow>();
  const missing = new Map<string, string>();
  for (const [uuid, { name, data: flow }] of Object.entries(flos)) {
    // The export has only the name of a helper that its author did not export.
    if (flow === null || flow === undefined) missing.set(uuid, name ?? uuid);
    else flows.set(uuid, { ...toFlow(flow, name ?? uuid, `${source}: flow '${name ?? uuid}'`), uuid });
  }
  const pack: Omit<Pack, 'findings'> = {
    source,
    version: result.data.version,
    flows,
    missing,
    connections: new Map(
      Object.entries(configs ?? {}).map(([uuid, { name, module }]) => [uuid, { uuid, name: name ?? uuid, module: module ?? '' }]),
    ),
    tables: new Map(
      Object.entries(tables ?? {}).map(([uuid, { name, data: table }]) => {
        const columns = (table?.structure ?? []).map((column) => ({
          name: column.name,
          type: column.type ?? 'str',
          default: column.default,
        }));
        return [uuid, { uuid, name: name ?? uuid, columns }];
      }),
    ),
  };
  return { ...pack, findings: checkPack(pack) };
}

function describe(error: unknown): string {
  if (codeOf(error) === 'ENOENT') return 'the file does not exist';
  if (codeOf(error) === 'EISDIR') return 'this is a folder; pass a .flow, .folder or .flopack file in it';
  return `the file can't be read (${messageOf(error)})`;
}
