import { codeOf, type ExportedInteraction } from './exchanges.js';

/**
 * For Hurl, one entry each: `hurl --test --variable endpoint=… --variable partnerUserID=… --variable partnerUserSecret=…`.
 * The body is encoded here, as the characters of JSON mean something in Hurl.
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

/** The places of the pair stay open: what Hurl puts in there holds letters, digits and underscores. */
function encoded(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString().replaceAll(/%7B%7B(partnerUser\w+)%7D%7D/g, '{{$1}}');
}
