import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from './machine.mjs';
import { output } from './processes.mjs';
import { HEADERS, PATH } from './requests.mjs';

const CONNECTIONS = 16;
const hasWrk = isInstalled('wrk', '--version');

/** Sends the bodies in turns for some seconds over 16 connections from another process. Returns the responses per second. */
export async function rate(url, bodies, seconds, folder) {
  const { responses, errors, duration } = await (hasWrk ? wrk : cannon)(url, bodies, seconds, folder);
  if (errors > 0) throw new Error(`${errors} of ${responses} requests to ${url} failed.`);
  return responses / duration;
}

/** Sends this many requests. */
export async function send(url, bodies, amount) {
  await runCannon(url, bodies, { amount });
}

async function wrk(url, bodies, seconds, folder) {
  const script = join(folder, 'load.lua');
  writeFileSync(script, lua(bodies));
  const printed = await output('load', 'wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-s', script, url + PATH]);
  const { responses, errors, microseconds } = JSON.parse(printed.slice(printed.lastIndexOf('{')));
  return { responses, errors, duration: microseconds / 1e6 };
}

/** wrk only sends GET without a script. The bodies are percent-encoded, so they contain no quotes or backslashes. */
function lua(bodies) {
  const headers = Object.entries(HEADERS).map(([name, value]) => `wrk.headers["${name}"] = "${value}"`);
  return `wrk.method = "POST"
${headers.join('\n')}
local bodies = { ${bodies.map((body) => `"${body}"`).join(', ')} }
local requests = {}
local turn = 0
init = function()
  for index, body in ipairs(bodies) do requests[index] = wrk.format(nil, nil, nil, body) end
end
request = function()
  turn = turn % #requests + 1
  return requests[turn]
end
done = function(summary)
  local e = summary.errors
  local errors = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format('{"responses":%d,"errors":%d,"microseconds":%d}', summary.requests, errors, summary.duration))
end
`;
}

async function cannon(url, bodies, seconds) {
  return runCannon(url, bodies, { duration: seconds });
}

async function runCannon(url, bodies, limits) {
  const options = {
    url: url + PATH,
    connections: CONNECTIONS,
    requests: bodies.map((body) => ({ method: 'POST', headers: HEADERS, body })),
  };
  const script = join(import.meta.dirname, '../children/cannon.mjs');
  return JSON.parse(await output('load', process.execPath, [script, JSON.stringify({ ...options, ...limits })]));
}
