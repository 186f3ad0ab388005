import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { output } from '../support/processes.mjs';
import { notMeasured, row } from '../support/rows.mjs';

const ROOT = join(import.meta.dirname, '../..');
const SIZE = { id: 'package-size', what: 'installed size, with dependencies', unit: 'MB', atMost: 20 };
const COUNT = { id: 'package-count', what: 'installed packages, including this one', unit: 'packages', atMost: 70 };

/** What `npm install expensify-emulator` puts on the disk of a user. */
export async function packageSize({ folder }) {
  const project = join(folder, 'project');
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{"private":true}');
  await npm(ROOT, 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder);
  const tarball = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
  try {
    await npm(project, 'install', '--omit=dev', '--omit=peer', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', tarball);
  } catch (error) {
    return { rows: [SIZE, COUNT].map((fact) => notMeasured({ ...fact, why: error.message.split('\n')[0] })) };
  }
  const lock = JSON.parse(readFileSync(join(project, 'node_modules/.package-lock.json'), 'utf8'));
  const modules = join(project, 'node_modules');
  const own = bytesOf(join(modules, 'expensify-emulator')).onDisk;
  const all = bytesOf(modules);
  return {
    rows: [
      row({
        ...SIZE,
        value: all.onDisk / 1e6,
        detail: `in whole blocks of the disk, of which this package ${written(own)}; content ${written(all.content)}`,
      }),
      row({ ...COUNT, value: Object.keys(lock.packages).length, detail: 'without optional peers' }),
    ],
  };
}

const written = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const npm = (cwd, ...args) => output('anywhere', 'npm', args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });

/** What a folder takes on the disk, which has whole blocks, and the bytes of its files. */
function bytesOf(folder) {
  const total = { onDisk: 0, content: 0 };
  for (const { parentPath, name } of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const stat = lstatSync(join(parentPath, name));
    // Windows doesn't count blocks.
    total.onDisk += stat.blocks === undefined ? stat.size : stat.blocks * 512;
    if (stat.isFile()) total.content += stat.size;
  }
  return total;
}
