import { readFile } from 'node:fs/promises';
import { Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import { inventoryFlow, lintFlow, loadFlow, mermaid, type Pack, reportHtml, runFlow, typedInputs } from '../flows/index.js';
import { list, record } from '../util/lists.js';
import { PACKAGE_FOLDER } from '../util/package-folder.js';
import { readInput } from './inputs.js';
import { NotFound } from './not-found.js';

/** Stands in for the file name of an unnamed export. */
const UNNAMED = 'the file';

const runInput = z.strictObject({
  /** The text of the export. */
  export: z.string(),
  /** The file name that the report shows. */
  name: z.string().max(255).default(UNNAMED),
  flow: z.string().optional(),
  input: record(z.string(), z.unknown()).default({}),
  set: record(z.string(), z.unknown()).default({}),
  users: z.unknown().optional(),
  event: z.unknown().optional(),
  stubs: list(record(z.string(), z.unknown())).optional(),
});
const inspectInput = z.strictObject({ export: z.string(), name: z.string().optional() });

/** A placeholder URL for this emulator, which is called in-process. */
const UNBOUND_URL = 'http://expensify-emulator.invalid';
/** A person is waiting for the result. */
const MAX_RUN_MS = 30_000;
/** How many reports are kept for the frame that shows them. */
const MAX_REPORTS = 20;
/** The report contains its own styles, loads nothing and runs nothing. Only the console may frame it, and it measures the report's height. */
const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin";

/** Routes that inspect exported flows and run them against this emulator, the only host they can reach. */
export function createFlowRouter(core: EmulatorCore): Router {
  const reports = new Map<number, string>();
  let lastID = 0;
  const keep = (html: string): number => {
    reports.set(++lastID, html);
    reports.delete(lastID - MAX_REPORTS);
    return lastID;
  };
  const router = Router();
  router.get('/example', async (_request, response) => {
    response.json(await readExample());
  });
  router.post('/inspect', (request, response) => {
    const { export: text, name } = readInput(inspectInput, request.body);
    const pack = read(text, name);
    response.json({ inventory: inventoryFlow(pack), problems: lintFlow(pack) });
  });
  router.post('/run', async (request, response) => {
    const { export: text, name, set, users, flow, input, event, stubs } = readInput(runInput, request.body);
    const pack = read(text, name);
    const result = await runFlow(pack, {
      input,
      set: { ...ownPair(pack, core), ...set },
      target: { url: UNBOUND_URL, fetch: core.fetch, credentials: core.credentials, advisories: core.advisories, outbox: core.outbox },
      limits: { milliseconds: MAX_RUN_MS },
      ...(flow !== undefined && { flow }),
      ...(users !== undefined && { users }),
      ...(event !== undefined && { event }),
      // The schema of stubs reports what is wrong with them.
      ...(stubs !== undefined && { stubs: stubs as never }),
    });
    const { status, error, message, steps, requests } = result;
    const report = keep(reportHtml(result, { pack, mermaid: mermaid(pack) }));
    response.json({ status, error, message, steps, requests: requests.length, report });
  });
  router.get('/reports/:id', (request, response) => {
    const html = reports.get(Number(request.params.id));
    if (html === undefined)
      throw new NotFound(`Report ${request.params.id} not found. Only the last ${MAX_REPORTS} reports are kept; run the flow again.`);
    response.set('content-security-policy', REPORT_POLICY).removeHeader('x-frame-options');
    response.type('text/html').send(html);
  });
  return router;
}

/** A flow to try, with what it needs: the example of the package. */
export interface ExampleFlow {
  readonly name: string;
  readonly export: string;
  /** Users as JSON. */
  readonly users: string;
  readonly input: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, string>>;
}

async function readExample(): Promise<ExampleFlow> {
  const read = (name: string): Promise<string> => readFile(new URL(`examples/okta-flow/${name}`, PACKAGE_FOLDER), 'utf8');
  const [text, users] = await Promise.all([read('provision.flow'), read('users.json')]);
  return {
    name: 'provision.flow',
    export: text,
    users,
    input: { 'User ID': '00uNina' },
    set: { 'Settings.Sales policy': 'A1B2C3D4E5F60001' },
  };
}

/** Throws FlowFileError if the text is not an export. */
function read(text: string, source = UNNAMED): Pack {
  return loadFlow({ text, source });
}

/** Replaces the credential placeholders of an export with this emulator's credentials. */
function ownPair(pack: Pack, { credentials }: EmulatorCore): Record<string, string> {
  const pair: Record<string, string> = { ...credentials };
  return Object.fromEntries(typedInputs(pack, Object.keys(pair)).map(({ title, key }) => [`${title}.${key}`, pair[key] ?? '']));
}
