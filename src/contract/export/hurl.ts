import { codeOf, type ExportedInteraction } from './exchanges.js';

/**
 * For Hurl, with one entry for each interaction: `hurl --test --variable endpoint=… --variable partnerUserID=… --variable partnerUserSecret=…`.
 * The body is percent-encoded, because Hurl has its own meaning for some characters of JSON.
 */
export function toHurl(exchanges: readonly ExportedInteraction[]): string {
  return exchanges.map(toEntry).join('\n');
}

function toEntry(exchange: ExportedInteraction): string {
  const { id, description, known, fields, response } = exchange;
  const code = codeOf(exchange);
  const lines = [
    `# ${id}: ${description.replaceAll('\n', ' ')} (${known})`,
    'POST {{endpoint}}',
    'Content-Type: application/x-www-form-urlencoded',
    `\`${encoded(fields)}\``,
    `HTTP ${response.status}`,
    ...(code === undefined ? [] : ['[Asserts]', `jsonpath "$.responseCode" == ${code}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The placeholders of the credentials are not encoded. Hurl inserts only letters, digits and underscores. */
function encoded(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString().replaceAll(/%7B%7B(partnerUser\w+)%7D%7D/g, '{{$1}}');
}
