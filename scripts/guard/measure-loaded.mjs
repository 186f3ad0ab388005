import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** These load a program that this package doesn't contain. */
const WITH_PEERS = ['./msw', './vitest', './vitest/global-setup', './jest', './testcontainers'];
const published = Object.entries(manifest.exports).filter(([name, { default: file }]) => file !== undefined && !WITH_PEERS.includes(name));

/** What is loaded, by name: `start` is the command, the others are entries of the package. */
export const entries = {
  start: [join(root, manifest.bin['expensify-emulator']), '--port', '0', '--console-port', '0'],
  ...Object.fromEntries(published.map(([name, { default: file }]) => [name, ['--input-type=module', '-e', importing(join(root, file))]])),
};

function importing(file) {
  return `await import(${JSON.stringify(pathToFileURL(file).href)}); process.stdout.write('ready');`;
}

/** By name: the files that are loaded until the program is ready, and their bytes. */
export async function measureLoaded(names) {
  const measured = [];
  for (const name of names) measured.push([name, await loadedBy(entries[name])]);
  return Object.fromEntries(measured);
}

async function loadedBy(args) {
  const { NODE_OPTIONS, NODE_V8_COVERAGE, ...env } = process.env;
  const child = spawn(process.execPath, ['--require', join(import.meta.dirname, 'list-loaded.cjs'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    env,
  });
  const urls = JSON.parse((await text(child.stdio[3])) || '[]');
  child.kill('SIGKILL');
  if (urls.length === 0) throw new Error(`${args.join(' ')} ended before it was ready.`);
  const sizes = urls.map((url) => statSync(url.startsWith('file:') ? fileURLToPath(url) : url).size);
  return { files: urls.length, size: sizes.reduce((sum, size) => sum + size, 0) };
}
