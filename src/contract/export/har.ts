import { byteLength } from '../../runtime/bytes.js';
import type { ExportedInteraction } from './exchanges.js';

/** The time of the emulator's frozen clock. The current time would give a different file on each run. */
const AT = '2026-01-31T09:00:00.000Z';

/** An HTTP archive, as written by browsers and proxies. It has no variables, so it contains the demo company's credentials. */
export function toHar(exchanges: readonly ExportedInteraction[], endpoint: string, version: string): object {
  return {
    log: { version: '1.2', creator: { name: 'expensify-emulator', version }, entries: exchanges.map((one) => toEntry(one, endpoint)) },
  };
}

function toEntry({ id, description, sent, response }: ExportedInteraction, endpoint: string): object {
  const text = new URLSearchParams(sent).toString();
  const common = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1 };
  const header = (value: string): object[] => (value === '' ? [] : [{ name: 'content-type', value }]);
  return {
    startedDateTime: AT,
    time: 0,
    comment: `${id}: ${description}`,
    request: {
      ...common,
      method: 'POST',
      url: endpoint,
      headers: header('application/x-www-form-urlencoded'),
      queryString: [],
      postData: {
        mimeType: 'application/x-www-form-urlencoded',
        text,
        params: Object.entries(sent).map(([name, value]) => ({ name, value })),
      },
      bodySize: byteLength(text),
    },
    response: {
      ...common,
      status: response.status,
      statusText: '',
      headers: header(response.contentType),
      content: { size: byteLength(response.body), mimeType: response.contentType, text: response.body },
      redirectURL: '',
      bodySize: byteLength(response.body),
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  };
}
