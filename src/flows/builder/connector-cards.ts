import type { TableDefinition } from '../export/model.js';
import { writeTable } from '../export/write-flow.js';
import type { ConnectorCards, RequestSpec, SearchSpec, Values } from './cards.js';
import { toInputs, toOutputs } from './data-cards.js';
import type { Built, FlowDraft, TypeName } from './draft.js';

export function connectorCards(draft: FlowDraft): ConnectorCards {
  return { ...httpCards(draft), ...tableCards(draft), ...oktaCards(draft) };
}

function httpCards(draft: FlowDraft): Pick<ConnectorCards, 'rawRequest' | 'httpGet' | 'httpPost' | 'close'> {
  const send = (key: string, title: string, { url, query = '', headers = {}, body, method, retry }: RequestSpec): Built => {
    const inputs: Values = {
      'Request/URL': url,
      ...(method !== undefined && { 'Request/Method': method }),
      'Request/Query': query,
      'Request/Headers': headers,
      ...(key !== 'get' && { 'Request/Body': body ?? '' }),
    };
    const built = draft.add(`@httpfunctions.${key}`, title, toInputs(inputs), [
      { name: 'Response/Status Code', type: 'number' },
      { name: 'Response/Headers', type: 'object' },
      { name: 'Response/Body', type: key === 'raw' ? 'string' : 'object' },
    ]);
    if (retry !== undefined) built.card.policy = { type: 'finish', retry: retry.times, delays: [retry.delayMs] };
    return built;
  };
  return {
    rawRequest: (request) => send('raw', request.title ?? 'Raw Request', { method: 'POST', ...request }),
    httpGet: (request) => send('get', request.title ?? 'Get', request),
    httpPost: (request) => send('post', request.title ?? 'Post', request),
    close: ({ statusCode, headers = {}, body = {} }) =>
      void draft.add(
        '@httpfunctions.close',
        'Close',
        toInputs({ 'Response/statusCode': statusCode, 'Response/headers': headers, 'Response/body': body }),
        [],
      ),
  };
}

function oktaCards(draft: FlowDraft): Pick<ConnectorCards, 'readUser' | 'getUsersGroups' | 'sendEmail'> {
  return {
    readUser: (idOrLogin, attributes, title = 'Read User') =>
      draft.add(
        '@okta.readUser',
        title,
        [{ name: 'User/ID or Login', value: idOrLogin, isRequired: true }],
        [
          { name: 'System Properties/ID', type: 'string' },
          { name: 'System Properties/Status', type: 'string' },
          ...attributes.map((name) => ({ name: `Profile Properties/${name}`, type: 'string' as const })),
        ],
      ),
    getUsersGroups: (user, title = 'Get Users Groups') =>
      draft
        .add('@okta.getUsersGroups', title, toInputs({ 'User/ID': user, 'parameters/resultSet': 'First 200 Records' }), [
          { name: 'Output/Groups', type: 'object[]' },
        ])
        .out(),
    sendEmail: ({ to, subject, body }, title = 'Send Email') =>
      void draft.add(
        '@gmail.sendEmail2',
        title,
        toInputs({
          'Email/To': to,
          'Email/CC': [],
          'Email/BCC': [],
          'Email/Subject': subject,
          'Email/Body': body,
          'parameters/bodyIsHtml': 'No',
        }),
        [{ name: 'Email/Message ID', type: 'string' }],
      ),
  };
}

function tableCards(draft: FlowDraft): Pick<ConnectorCards, 'createRow' | 'updateRow' | 'searchRows' | 'clearTable'> {
  const known = (table: TableDefinition): Values => {
    draft.pack.export.data.tables[table.uuid] = writeTable(table);
    return { 'parameters/stash': table.uuid };
  };
  const inFields = (fields: Values): Values => Object.fromEntries(Object.entries(fields).map(([name, value]) => [`Fields/${name}`, value]));
  return {
    createRow: (table, fields, title = 'Create Row') =>
      draft
        .add('@stash.createRow', title, toInputs({ ...known(table), ...inFields(fields) }), [{ name: 'Output/Row ID', type: 'string' }])
        .out(),
    updateRow: (table, row, fields, title = 'Update Row') =>
      void draft.add(
        '@stash.updateRow',
        title,
        toInputs({ 'Update By/Row ID': row, ...known(table), 'parameters/updateEmptyInputs': 'No', ...inFields(fields) }),
        [],
      ),
    searchRows: (table, search = {}) => searchRows(draft, known(table), search),
    clearTable: (table, title = 'Clear Table') =>
      void draft.add('@stash.clearTable', title, toInputs(known(table)), [{ name: 'Table/Cleared Rows', type: 'number' }]),
  };
}

/** The wired value of a condition arrives through a separate input, which the expression names. */
function searchRows(
  draft: FlowDraft,
  table: Values,
  { where = {}, result = 'one', columns = {}, title = 'Search Rows' }: SearchSpec,
): Built {
  const conditions = Object.entries(where).map(([column, value], index) => ({ column, value, outputId: `expr${index + 1}` }));
  const expression = {
    expr: conditions.map(({ column, outputId }) => ({ lhs: column, op: '=', join: 'AND', rhd: { outputId, methodId: '' } })),
  };
  const inputs: Values = {
    'Filter/Where Expression': expression,
    'Sort/Direction': 'asc',
    ...table,
    'parameters/resultSet': result,
    ...Object.fromEntries(conditions.map(({ value, outputId }) => [`_expr/${outputId}`, value])),
  };
  const outputs: Record<string, TypeName> =
    result === 'one'
      ? { 'Row/Row ID': 'string', ...Object.fromEntries(Object.entries(columns).map(([name, type]) => [`Fields/${name}`, type])) }
      : { 'Result/Rows': 'object[]' };
  return draft.add('@stash.searchRows2', title, toInputs(inputs), toOutputs(outputs));
}
