import { expect, test } from 'vitest';
import { toFlow } from '../../src/flows/export/to-flow.js';
import { writeFlow } from '../../src/flows/export/write-flow.js';
import { buildFlow, type FlowExport, item, loadFlow } from '../../src/flows/index.js';
import { changeFlow } from './fixtures/change.js';
import { deprovisionFlow } from './fixtures/deprovision.js';
import { nightlyFlow } from './fixtures/nightly.js';
import { provisionFlow } from './fixtures/provision.js';
import { rolesFlow } from './fixtures/roles.js';

/** Features that the fixtures' flows do not use: an error policy with an inline flow, retries, converted wires, fields of an item. */
function oddFlow(): FlowExport {
  return buildFlow('Odd', (cards) => {
    const start = cards.helperFlow({ 'Who/Names': 'object[]' });
    const helper = buildFlow('Each', (inner) => void inner.helperFlow({ Name: 'string' }));
    cards.forEach(start.out('Who/Names'), helper, { Name: item('profile.name') });
    cards.ifError(
      (inner) => ({
        Text: inner
          .httpGet({ url: 'https://acme.example/', retry: { times: 2, delayMs: 500 } })
          .out('Response/Body')
          .as('stringify'),
      }),
      (inner, error) => ({ Text: inner.compose('{{message}}', { message: error.out('message') }) }),
    );
  });
}

test.each([
  ['provision', provisionFlow],
  ['change', changeFlow],
  ['deprovision', deprovisionFlow],
  ['roles', rolesFlow],
  ['nightly', nightlyFlow],
  ['odd', oddFlow],
])('a flow is unchanged after writing and reading: %s', (_name, build) => {
  const pack = loadFlow(build());
  for (const flow of pack.flows.values()) {
    const { uuid, name } = flow;
    const written: unknown = JSON.parse(JSON.stringify(writeFlow(flow)));
    expect({ ...toFlow(written, name, `${pack.source}: flow '${name}'`), uuid }).toEqual(flow);
  }
});
