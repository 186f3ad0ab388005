import { codeOf, type ExportedInteraction } from './exchanges.js';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
/** Resets to the seed before each request. Without a console nothing is reset, as with the real service. */
const RESET = [
  "const consoleUrl = pm.variables.get('consoleUrl');",
  "if (consoleUrl) pm.sendRequest({ url: consoleUrl + '/_emulator/reset', method: 'POST' });",
];

/** A collection for Postman, Insomnia and newman: a folder for each job with one for each topic, and tests of status and responseCode. */
export function toPostmanCollection(exchanges: readonly ExportedInteraction[]): object {
  return {
    info: {
      name: 'Expensify Integration Server',
      schema: SCHEMA,
      description:
        'The responses are from expensify-emulator. Each description names their evidence. Select the environment that is exported with this collection.',
    },
    event: [{ listen: 'prerequest', script: { type: 'text/javascript', exec: RESET } }],
    item: foldersOf(exchanges),
  };
}

/** `get-policy/sections` is the folder `sections` in the folder `get-policy`. */
function foldersOf(exchanges: readonly ExportedInteraction[]): object[] {
  return grouped(exchanges, 0).map(([job, ofJob]) => ({
    name: job,
    item: grouped(ofJob, 1).map(([topic, ofTopic]) => ({ name: topic, item: ofTopic.map(toItem) })),
  }));
}

function grouped(exchanges: readonly ExportedInteraction[], part: number): [string, ExportedInteraction[]][] {
  const groups = new Map<string, ExportedInteraction[]>();
  for (const exchange of exchanges) {
    const name = exchange.group.split('/')[part] ?? exchange.group;
    groups.set(name, [...(groups.get(name) ?? []), exchange]);
  }
  return [...groups];
}

function toItem(exchange: ExportedInteraction): object {
  const { id, description, known, fields, response } = exchange;
  return {
    name: id,
    request: {
      method: 'POST',
      url: '{{endpoint}}',
      header: [],
      description: `${description}. Evidence: ${known}.`,
      body: { mode: 'urlencoded', urlencoded: Object.entries(fields).map(([key, value]) => ({ key, value, type: 'text' })) },
    },
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: testsOf(exchange) } }],
    response: [
      {
        name: known,
        status: '',
        code: response.status,
        header: [{ key: 'Content-Type', value: response.contentType }],
        body: response.body,
      },
    ],
  };
}

function testsOf(exchange: ExportedInteraction): string[] {
  const code = codeOf(exchange);
  return [
    `pm.test('HTTP ${exchange.response.status}', () => pm.response.to.have.status(${exchange.response.status}));`,
    ...(code === undefined ? [] : [`pm.test('responseCode ${code}', () => pm.expect(pm.response.json().responseCode).to.eql(${code}));`]),
  ];
}

/** The environment for an emulator on this machine. The user enters the secret, and Postman stores it separately. */
export function toPostmanEnvironment(endpoint: string): object {
  const variable = (key: string, value: string, type = 'default'): object => ({ key, value, type, enabled: true });
  return {
    name: 'Expensify emulator',
    values: [
      variable('endpoint', endpoint),
      variable('consoleUrl', 'http://127.0.0.1:4311'),
      variable('partnerUserID', ''),
      variable('partnerUserSecret', '', 'secret'),
    ],
  };
}
