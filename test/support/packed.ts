import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import './built.js';
import { ROOT } from './root.js';

export const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** An empty project with the packed tarball installed. */
export interface Consumer {
  readonly folder: string;
  /** The unpacked package. */
  readonly installed: string;
  write(name: string, text: string): string;
  /** Runs node with these arguments in the project and returns its output. Throws the output if it fails. */
  node(...args: string[]): string;
  remove(): void;
}

/** Packs the build and installs the tarball into an empty project with its direct dependencies and `others`. */
export function installPacked(others: readonly string[] = []): Consumer {
  const folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  const modules = join(folder, 'node_modules');
  const installed = join(modules, 'expensify-emulator');
  mkdirSync(modules);
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', tarball], { cwd: folder });
  renameSync(join(folder, 'package'), installed);
  for (const name of [...Object.keys(manifest.dependencies), '@types/node', ...others]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  const write = (name: string, text: string): string => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  write('package.json', '{"type":"module"}');
  return {
    folder,
    installed,
    write,
    node: (...args) => runNode(folder, args),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function runNode(cwd: string, args: readonly string[]): string {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(EXPENSIFY_|VITEST|NODE_OPTIONS|NODE_ENV|NODE_V8)/.test(name));
  try {
    return execFileSync(process.execPath, args, {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...Object.fromEntries(inherited), NO_COLOR: '1' },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`node ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  }
}
