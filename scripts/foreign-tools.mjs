// Installs the tools that test the exports (foreign-tools.json) into node_modules/.cache/foreign-tools. They are
// hundreds of packages, so they are not devDependencies. A test whose tool is missing is skipped with a message.
// Prints one line for each tool. A tool that cannot be installed here (no Java, no Python) is not a failure.
// `node scripts/foreign-tools.mjs wiremock` installs one of them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const tools = JSON.parse(readFileSync(join(import.meta.dirname, 'foreign-tools.json'), 'utf8'));

const HOW = {
  maven: ({ package: name, version }, folder) => [
    ['java', '-version'],
    ['mvn', '-q', '-B', 'dependency:copy', `-Dartifact=${name}:${version}`, `-DoutputDirectory=${folder}`],
  ],
  npm: ({ package: name, version }, folder) => [
    ['npm', 'install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`],
  ],
  pypi: ({ package: name, version }, folder) => [
    ['python3', '-m', 'venv', folder],
    [join(folder, 'bin/pip'), 'install', '-q', `${name}==${version}`],
  ],
};

const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in tools));
if (unknown !== undefined) {
  console.error(`Unknown tool ${unknown}. Use ${Object.keys(tools).join(', ')}.`);
  process.exit(2);
}

for (const [name, tool] of Object.entries(tools)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const folder = join(import.meta.dirname, '../node_modules/.cache/foreign-tools', `${name}-${tool.version}`);
  const mark = join(folder, 'installed');
  if (existsSync(mark)) continue;
  mkdirSync(folder, { recursive: true });
  const problem = run(HOW[tool.from](tool, folder), folder);
  if (problem === undefined) writeFileSync(mark, '');
  else rmSync(folder, { recursive: true, force: true });
  console.log(`${name} ${tool.version}: ${problem ?? 'installed'}`);
}

/** The error, in a sentence. */
function run(commands, cwd) {
  for (const [command, ...args] of commands) {
    const { status, error, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 600_000 });
    if (status !== 0) return `not installed, because ${command} failed (${error?.message ?? stderr.trim().split('\n').at(-1)})`;
  }
  return undefined;
}
