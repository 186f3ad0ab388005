import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rate } from '../support/load.mjs';
import { policyListBodies, policyListBody, post, updateBodies } from '../support/requests.mjs';
import { notMeasured, row } from '../support/rows.mjs';
import { startServer, startWireMock } from '../support/servers.mjs';
import { median } from '../support/statistics.mjs';

/** Requests per second over HTTP, compared with servers that return the same bytes. */
export async function throughput({ folder, quick }) {
  const lists = await compare('list', [policyListBody()], ['bare', 'express', 'wiremock'], folder, quick);
  const [different] = await compare('different', policyListBodies(), ['bare'], folder, quick);
  const updates = await compare('update', updateBodies(), ['bare'], folder, quick);
  const rows = lists.map((rival) => listRow(rival));
  rows[0].detail += `; ${median(different.ratios).toFixed(2)} × if each of 256 requests differs`;
  return { rows: [...rows, ...updates.map((rival) => updateRow(rival))] };
}

const LIST_ROWS = {
  bare: { id: 'list-bare', what: 'get policyList, against bare node:http that parses the same form and JSON', atLeast: 0.6 },
  express: { id: 'list-express', what: 'get policyList, against Express 5: form, JSON, credentials, redacted journal', atLeast: 4 },
  wiremock: { id: 'list-wiremock', what: 'get policyList, against WireMock 3 with one stub, journal of 1,000', atLeast: 6 },
};

function listRow({ name, why, ratios, detail }) {
  const facts = { ...LIST_ROWS[name], unit: '×' };
  return why === undefined ? row({ ...facts, samples: ratios, detail }) : notMeasured({ ...facts, why });
}

function updateRow({ ratios, detail }) {
  return row({
    id: 'update-bare',
    what: 'update employees, one changed record, against the same',
    samples: ratios,
    unit: '×',
    atLeast: 0.45,
    detail,
  });
}

/** The ratios of the emulator's rate to that of each rival, turn by turn. */
async function compare(name, bodies, rivals, folder, quick) {
  const emulator = await startServer('emulator');
  const answer = await post(emulator.url, bodies[0]);
  const file = join(folder, `${name}.json`);
  writeFileSync(file, answer);
  const servers = { emulator };
  for (const rival of rivals)
    servers[rival] = rival === 'wiremock' ? await startWireMock(answer) : await startServer(rival, { answerFile: file });
  const rates = await inTurns(
    Object.entries(servers).filter(([, { url }]) => url !== undefined),
    ({ url }, isWarmUp) => rate(url, bodies, isWarmUp ? (quick ? 2 : 8) : quick ? 1 : 2, folder),
    quick ? 3 : 7,
  );
  if ((await servers.wiremock?.journalled?.()) === 0) throw new Error('WireMock kept no journal.');
  for (const { stop } of Object.values(servers)) await stop?.();
  return rivals.map((rival) => rivalOf(rival, servers[rival].why, rates));
}

function rivalOf(name, why, rates) {
  if (why !== undefined) return { name, why };
  const ratios = rates[name].map((other, turn) => rates.emulator[turn] / other);
  const thousands = (kind) => Math.round(median(rates[kind])).toLocaleString('en-US');
  return { name, ratios, detail: `${thousands('emulator')} against ${thousands(name)} requests/s` };
}

/** Measures all in turns, so that a slower machine affects all of them. The first turn is a warm-up. */
async function inTurns(servers, measure, turns) {
  const rates = Object.fromEntries(servers.map(([name]) => [name, []]));
  for (const [, server] of servers) await measure(server, true);
  for (let turn = 0; turn < turns; turn++) for (const [name, server] of servers) rates[name].push(await measure(server, false));
  return rates;
}
