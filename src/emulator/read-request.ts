import type { RawJob } from '../protocol/raw-job.js';
import { looseSecrets } from './loose-secrets.js';
import type { OpenExchange, ReadRequest } from './open-exchange.js';
import { readJob, secretFields, secretsOf } from './read-job.js';
import type { RecentRequests } from './recent-requests.js';
import { decode } from './wire/decode.js';

/**
 * Reads a request, and notes in the exchange what the journal needs even if reading fails. Throws the wire errors of
 * `readJob`. A request that was sent before, byte for byte, is not read again.
 */
export function readRequest(recent: RecentRequests, exchange: OpenExchange): ReadRequest {
  const text = recent.textOf(exchange.request);
  const known = recent.find(text);
  const read = known ?? readNew(exchange, text);
  exchange.read = read;
  exchange.bodyText = read.bodyText;
  exchange.secrets = read.secrets;
  exchange.isReadable = true;
  // Reading it again would advise again, so a request with advisories is not kept.
  if (known === undefined && exchange.advisories.length === 0) recent.sent(text, read);
  return read;
}

function readNew(exchange: OpenExchange, text: string | undefined): ReadRequest {
  const decoded = decode(exchange.request, exchange.advise, text);
  exchange.bodyText = decoded.bodyText;
  exchange.secrets = secretFields(decoded.fields);
  const job = readJobOf(exchange, decoded.fields);
  const secrets = [...exchange.secrets, ...secretsOf(job)];
  const { fields, bodyText, isMultipart } = decoded;
  return { job, secrets, fields, bodyText, isMultipart };
}

/** An unreadable job can contain secrets as well. */
function readJobOf(exchange: OpenExchange, fields: ReadonlyMap<string, string>): RawJob {
  try {
    return readJob(fields, exchange.advise);
  } catch (error) {
    exchange.secrets = [...exchange.secrets, ...looseSecrets([exchange.bodyText, ...fields.keys(), ...fields.values()])];
    throw error;
  }
}
