import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import type { ExportedInteraction } from './exchanges.js';
import { toHar } from './har.js';
import { toHurl } from './hurl.js';
import { jobSchemas, schemaFiles } from './json-schemas.js';
import { toOpenApi } from './openapi.js';
import { toPact } from './pact.js';
import { toPostmanCollection, toPostmanEnvironment } from './postman.js';
import { toWireMock } from './wiremock.js';

/** A file of an export. */
export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

interface Source {
  readonly exchanges: readonly ExportedInteraction[];
  /** The version of the package. */
  readonly version: string;
}

const ENDPOINT = `http://127.0.0.1:4310${ENDPOINT_PATH}`;
const json = (name: string, content: object): ExportedFile => ({ name, text: `${JSON.stringify(content, null, 2)}\n` });

const WRITERS = {
  postman: ({ exchanges }: Source) => [
    json('expensify.postman_collection.json', toPostmanCollection(exchanges)),
    json('expensify-emulator.postman_environment.json', toPostmanEnvironment(ENDPOINT)),
  ],
  openapi: ({ version, exchanges }: Source) => [
    json('expensify.openapi.json', toOpenApi('object', version, exchanges)),
    json('expensify.openapi-text.json', toOpenApi('text', version, exchanges)),
  ],
  'json-schema': () =>
    jobSchemas()
      .flatMap(schemaFiles)
      .map(({ name, schema }) => json(name, schema)),
  pact: ({ exchanges }: Source) => [json('expensify-client-expensify-integration-server.json', toPact(exchanges))],
  hurl: ({ exchanges }: Source) => [{ name: 'expensify.hurl', text: toHurl(exchanges) }],
  har: ({ exchanges, version }: Source) => [json('expensify.har', toHar(exchanges, ENDPOINT, version))],
  wiremock: ({ exchanges }: Source) => [json('expensify.wiremock.json', toWireMock(exchanges))],
} as const satisfies Readonly<Record<string, (source: Source) => ExportedFile[]>>;

export type ExportFormat = keyof typeof WRITERS;
export const EXPORT_FORMATS: readonly string[] = Object.keys(WRITERS);

export function isExportFormat(name: string): name is ExportFormat {
  return Object.hasOwn(WRITERS, name);
}

/** The files of one format. */
export function exportContracts(format: ExportFormat, source: Source): ExportedFile[] {
  return WRITERS[format](source);
}
