import { readJson } from '../util/read-json.js';
import type { Paint } from './colour.js';

/** What is shown of an exchange. */
export interface SampleExchange {
  readonly job?: string | undefined;
  readonly decodedJob?: unknown;
  readonly request: { readonly method: string; readonly url: string; readonly fields: Readonly<Record<string, string>> };
  readonly response: { readonly status: number; readonly body: string };
  readonly responseCode?: number | undefined;
  readonly durationMs: number;
  readonly fault?: string | undefined;
  readonly advisories: readonly { readonly code: string; readonly message: string }[];
}

const JOB_FIELD = 'requestJobDescription';
/** A list of many policies does not have to fill the screen: the console shows all of it. */
const MAX_LINES = 40;

/** The request and the response of a sample, as people read them. */
export function sampleText(exchange: SampleExchange, paint: Paint): string {
  const { job = '(unknown job)', request, response, responseCode, durationMs, advisories, fault } = exchange;
  const { [JOB_FIELD]: description = '', ...fields } = request.fields;
  const code = responseCode ?? response.status;
  const head = `HTTP ${response.status}${responseCode === undefined ? '' : `, responseCode ${responseCode}`} (${durationMs.toFixed(1)} ms)`;
  return [
    '',
    `${paint('bold', '→ Request')}  ${request.method} ${job}`,
    indented(pretty(exchange.decodedJob ?? description)),
    ...Object.entries(fields).flatMap(([name, value]) => [`  ${paint('bold', `${name}:`)}`, indented(pretty(value))]),
    '',
    `${paint('bold', '← Response')}  ${paint(code >= 400 ? 'red' : 'green', head)}`,
    indented(pretty(response.body)),
    ...(fault === undefined ? [] : [`  ${paint('yellow', '!')} fault: ${fault}`]),
    ...advisories.map(({ code: name, message }) => `  ${paint('yellow', '!')} ${name}: ${message}`),
    '',
  ].join('\n');
}

/** JSON with a line for each key; any other text as it is. */
function pretty(value: unknown): string {
  const json = typeof value === 'string' ? readJson(value) : value;
  return json === undefined ? String(value) : JSON.stringify(json, null, 2);
}

function indented(text: string): string {
  const lines = text.split('\n');
  const shown = lines.slice(0, MAX_LINES).map((line) => `  ${line}`);
  const more = lines.length - shown.length;
  return [...shown, ...(more > 0 ? [`  … ${more} more lines; the console shows all of them`] : [])].join('\n');
}
