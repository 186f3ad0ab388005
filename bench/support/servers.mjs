import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from './machine.mjs';
import { printed, start } from './processes.mjs';
import { PATH } from './requests.mjs';

const CHILDREN = join(import.meta.dirname, '../children');

/** Starts one of the servers of children/servers.mjs; `memory()` is its resident size in bytes after a collection. */
export async function startServer(kind, { answerFile = '', side = 'server' } = {}) {
  const server = start(side, process.execPath, ['--expose-gc', join(CHILDREN, 'servers.mjs'), kind, answerFile], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { url } = await message(server);
  const memory = async () => {
    server.child.send('memory');
    return (await message(server)).rss;
  };
  return { url, memory, stop: server.stop };
}

export const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');

/**
 * Starts the program as a user does, and measures the time in ms until it is ready. If it is monitored, `longestBlock()` is the
 * longest pause of its event loop in ms since the last call.
 */
export async function startProgram(args, { isMonitored = false } = {}) {
  const flags = isMonitored ? ['--import', join(CHILDREN, 'loop-monitor.mjs')] : [];
  const startedAt = performance.now();
  const program = start('anywhere', process.execPath, [...flags, MAIN, '--port', '0', '--console-port', '0', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit', ...(isMonitored ? ['ipc'] : [])],
  });
  const [line] = await printed(program, /\{.*\}\n/);
  const ms = performance.now() - startedAt;
  const longestBlock = async () => {
    program.child.send('longest block');
    return (await message(program)).ms;
  };
  return { ...JSON.parse(line), pid: program.child.pid, ms, longestBlock, stop: program.stop };
}

/** The resident size of a process in bytes. Undefined where the system doesn't say. */
export function residentSize(pid) {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const [, kB] = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(file, 'utf8')) ?? [];
  return kB === undefined ? undefined : Number(kB) * 1024;
}

/** WireMock with one stub that returns the answer, and its journal on. Undefined with the reason if it cannot run here. */
export async function startWireMock(answer) {
  const { wiremock } = JSON.parse(readFileSync(join(import.meta.dirname, '../../scripts/foreign-tools.json'), 'utf8'));
  const folder = join(import.meta.dirname, '../../node_modules/.cache/foreign-tools', `wiremock-${wiremock.version}`);
  const jar = join(folder, wiremock.file);
  if (!isInstalled('java', '-version')) return { why: 'Java is not installed' };
  if (!existsSync(jar)) return { why: 'the jar is missing, run `node scripts/foreign-tools.mjs wiremock`' };
  const args = ['-jar', jar, '--port', '0', '--root-dir', folder, '--max-request-journal-entries', '1000'];
  const server = start('server', 'java', args);
  const [, port] = await printed(server, /port:\s+(\d+)/);
  const url = `http://127.0.0.1:${port}`;
  const response = { status: 200, body: answer, headers: { 'content-type': 'application/json' } };
  const stub = { request: { method: 'POST', urlPath: PATH }, response };
  const { status } = await fetch(`${url}/__admin/mappings`, { method: 'POST', body: JSON.stringify(stub) });
  if (status !== 201) throw new Error(`WireMock refused the stub with ${status}.`);
  const journalled = async () => (await (await fetch(`${url}/__admin/requests?limit=1`)).json()).meta.total;
  return { url, journalled, stop: server.stop };
}

function message({ child, ended }) {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    ended.then((code) => reject(new Error(`The server ended with ${code}.`)), reject);
  });
}
