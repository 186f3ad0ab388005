import { definedJobs } from '../../jobs/catalogue.js';
import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import { buildRequest, fieldsOf, type Pairs } from '../build-request.js';
import type { LoadedInteraction } from '../load.js';
import type { Provider } from '../provider.js';
import type { Interaction } from '../schema.js';
import { send } from '../send.js';
import { fillTemplate, MissingVariable } from '../template.js';

/** An interaction for other tools: one form and the emulator's response to it. */
export interface ExportedInteraction {
  readonly id: string;
  readonly description: string;
  /** `get policyList (recorded)`: what it shows, and its evidence. */
  readonly known: string;
  /** `get policyList`, or `wire`: the folder or tag that it belongs to. */
  readonly group: string;
  /** Form fields for tools with variables. The credentials are `{{partnerUserID}}` and `{{partnerUserSecret}}`. */
  readonly fields: Readonly<Record<string, string>>;
  /** Form fields as sent, for tools without variables. They contain the demo company's credentials, which are in the README. */
  readonly sent: Readonly<Record<string, string>>;
  readonly response: { readonly status: number; readonly contentType: string; readonly body: string };
}

/** Where other tools insert the credentials. Only the demo company's credentials are ever exported. */
const PLACEHOLDER = { partnerUserID: '{{partnerUserID}}', partnerUserSecret: '{{partnerUserSecret}}' };
const PLACEHOLDERS: Pairs = { default: PLACEHOLDER, manager: PLACEHOLDER };
/** The form fields that jobs read. */
export const FORM_FIELDS: readonly string[] = [
  ...new Set(['requestJobDescription', ...definedJobs.flatMap(({ fields }) => Object.keys(fields))]),
];
/** A feed with thousands of records is useless in a collection. */
const MAX_FIELDS_LENGTH = 20_000;

/** Half a surrogate pair, as a character or an escape. JSON allows it, but tools written in Rust or Go do not. */
const HALF_CHARACTER = /\\u(?:d[89ab][0-9a-f]{2}(?!\\+ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2}\\+u)d[c-f][0-9a-f]{2})/i;

/** The interactions that consist of one plain form, each with the response of a fresh target. */
export async function recordExchanges(loaded: readonly LoadedInteraction[], provider: Provider): Promise<ExportedInteraction[]> {
  const exchanges: ExportedInteraction[] = [];
  for (const { file, interaction } of loaded) {
    if (!isPlain(interaction)) continue;
    const exchange = await record(file, interaction, provider);
    if (exchange !== undefined) exchanges.push(exchange);
  }
  return exchanges;
}

/** Other tools cannot set up states, send previous steps or send invalid HTTP. */
function isPlain({ when, given, before, skip, then, targets }: Interaction): boolean {
  const { encoding, method, path, headers, credentials, repeat } = when;
  const isForm = encoding === 'urlencoded' && method === 'POST' && path === undefined && Object.keys(headers).length === 0;
  const isOwn = credentials !== 'manager' && targets.includes('emulator');
  return isForm && isOwn && repeat === 1 && given === undefined && before.length === 0 && skip === undefined && !then.isReset;
}

async function record(file: string, interaction: Interaction, provider: Provider): Promise<ExportedInteraction | undefined> {
  const session = await provider.open({});
  if ('cannot' in session) return undefined;
  try {
    const when = fillTemplate(interaction.when, session.variables);
    const sent = fieldsOf(when, session.pairs, false);
    const received = await send(session, buildRequest(when, session.endpoint, session.pairs, false));
    if (received === undefined) return undefined;
    // Some interactions have the credentials in a raw text.
    const shown = fillTemplate(interaction.when, { ...session.variables, ...PLACEHOLDER });
    const fields = fieldsOf(shown, PLACEHOLDERS, false);
    const { status, headers, text } = received;
    if (JSON.stringify(fields).length > MAX_FIELDS_LENGTH || HALF_CHARACTER.test(JSON.stringify([fields, text]))) return undefined;
    const { id, description, evidence, exercises } = interaction;
    return {
      id,
      description,
      known: `${exercises[0]} (${evidence})`,
      group: file,
      fields,
      sent,
      response: { status, contentType: headers.get('content-type') ?? '', body: text },
    };
  } catch (error) {
    if (error instanceof MissingVariable) return undefined;
    throw error;
  } finally {
    await session.close();
  }
}

/** The `responseCode` of the response, if it has one. */
export function codeOf({ response }: ExportedInteraction): number | undefined {
  const body = readJson(response.body);
  return isObject(body) && typeof body.responseCode === 'number' ? body.responseCode : undefined;
}
