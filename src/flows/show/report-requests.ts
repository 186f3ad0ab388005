import { escapeMarkup } from '../../util/escape-markup.js';
import { decodedFields } from '../network/decode-request.js';
import type { FlowRequest } from '../network/network.js';
import { preHtml, prettyJson, valuesHtml } from './report-values.js';

/** A request below the card that made it: decoded on one side, as sent on the other. */
export function requestHtml(request: FlowRequest, id: string): string {
  const { method, url, sentTo, headers, body, response, error, responseCode, advisories } = request;
  const fields = Object.fromEntries(Object.entries(decodedFields(request)).map(([name, value]) => [name, prettyJson(value)]));
  const status =
    response === undefined ? badge('bad', 'no response') : badge(response.status < 400 ? 'good' : 'bad', `HTTP ${response.status}`);
  const code = responseCode === undefined ? '' : badge(responseCode === 200 ? 'good' : 'bad', `responseCode ${responseCode}`);
  const raw = [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join('\n');
  return `<section class="request" id="${id}"><h3>Request</h3>
<p><code>${escapeMarkup(method)} ${escapeMarkup(withoutQuery(url))}</code> ${status} ${code}${sentTo === undefined ? '' : ` <span class="id">sent to ${escapeMarkup(withoutQuery(sentTo))}</span>`}</p>
${advisories.map(advisoryHtml).join('\n')}
<div class="sides"><div>${Object.keys(fields).length === 0 ? '<h3>Decoded</h3><p class="none">no form fields</p>' : valuesHtml('Decoded', Object.entries(fields))}</div>
<div><h3>Raw</h3>${preHtml(raw)}</div></div>
${error === undefined ? '' : `<p class="box error"><strong>${escapeMarkup(error)}</strong></p>`}
${response === undefined ? '' : `<h3>Response</h3>${response.body === '' ? '<p class="none">empty</p>' : preHtml(prettyJson(response.body))}`}
</section>`;
}

export function badge(kind: 'good' | 'bad' | 'warn' | 'plain', text: string): string {
  return `<span class="badge ${kind}">${escapeMarkup(text)}</span>`;
}

function advisoryHtml({ code, message }: FlowRequest['advisories'][number]): string {
  return `<p class="box advisory"><code>${escapeMarkup(code)}</code> ${escapeMarkup(message)}</p>`;
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
