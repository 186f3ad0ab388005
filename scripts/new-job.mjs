// Adds a job: its folder, its lines in the catalogue, and a contract with an interaction for each answer and rule that no interaction
// exercises yet. If you run it again after changing the definition, it adds missing interactions and keeps the others.
// npm run new-job create-expenses
// A second word creates a variant of a job, which differs only by its settings: npm run new-job update-employees csv
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { transpileSources } from './transpile-sources.mjs';

const root = join(import.meta.dirname, '..');
const [base = '', variant] = process.argv.slice(2);
const folder = variant === undefined ? base : `${base}-${variant}`;
if (!/^[a-z]+(-[a-z]+)*$/.test(folder)) {
  console.error('Pass the name of the job in kebab-case, e.g. npm run new-job create-expenses');
  process.exit(2);
}

const [type, ...words] = base.split('-');
/** `create-expenses` → `createExpenses`, `get-domain-card-list` → `getDomainCardList` */
const camel = (parts) => parts.map((word, index) => (index === 0 ? word : capitalised(word))).join('');
const capitalised = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const constant = camel(folder.split('-'));
const runner = `run${capitalised(constant)}`;
/** Jobs such as `download` have none. */
const subtype = words.length === 0 ? undefined : camel(words);
const name = [type, ...(subtype === undefined ? [] : [subtype]), ...(variant === undefined ? [] : [`(${variant})`])].join(' ');

const definitionFile = `src/jobs/${folder}/definition.ts`;
const contractFile = `contracts/${folder}/answers.yaml`;

if (!existsSync(join(root, definitionFile))) {
  write(definitionFile, definition());
  write(`src/jobs/${folder}/run.ts`, run());
  list('src/jobs/catalogue.ts', 'definedJobs', constant, `./${folder}/definition.js`);
  list('src/jobs/runnable-jobs.ts', 'runnableJobs', runner, `./${folder}/run.js`);
  node('node_modules/@biomejs/biome/bin/biome', 'check', '--write', '--log-level=warn', 'src/jobs');
}
node('scripts/ensure.mjs');
await addInteractions();
console.log(`
Say what is known in ${definitionFile}, then run this again for the contract.
What is missing is named by: npm run check, npx vitest run test/protocol test/contract test/docs test/architecture
To update docs/ and schemas/, run: npm run generate`);

function definition() {
  return `import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';

/** \`${name}\`: describe what it does. */
export const ${constant} = defineJob({
  type: '${type}',
  ${subtype === undefined ? '' : `subtype: '${subtype}',`}
  ${variant === undefined ? '' : `// Define which settings select this variant, and which cannot.\n  variant: { name: '${variant}', isMeant: () => false, isRuledOut: () => true },`}
  title: '${capitalised(name)}',
  // Assumed to write, so that live contract runs skip it, until it is known to only read.
  writes: true,
  isRepeatable: false,
  contentType: { value: 'application/json', evidence: 'assumed', source: 'no header was recorded' },
  fields: {},
  input: () => z.object({ inputSettings: z.object({}) }),
  output: () => z.object({}),
  read: () => z.object({}),
  answers: {
    done: { responseCode: 200, evidence: 'assumed', source: 'no source yet' },
  },
  rules: {},
});
`;
}

function run() {
  return `import { implement } from '../../emulator/implement.js';
import { wireError } from '../../protocol/wire-answers.js';
import { ${constant} } from './definition.js';

export const ${runner} = implement(${constant}, () => {
  throw wireError('not-implemented', { job: ${constant}.name });
});
`;
}

function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}

/** Adds a name to an exported array, and its import. */
function list(path, array, entry, from) {
  const text = readFileSync(join(root, path), 'utf8');
  const listed = text.replace(new RegExp(`(export const ${array}[^=]*= \\[[^\\]]*?),?(\\s*\\];)`), `$1, ${entry}$2`);
  if (listed === text) throw new Error(`${path} has no array ${array}.`);
  write(path, `import { ${entry} } from '${from}';\n${listed}`);
}

/** An interaction for each statement of the job that has none. It is skipped until its request and response are written. */
async function addInteractions() {
  const [{ allStatements }, { definedJobs }, { loadContracts }] = await importSources(
    'jobs/statements.js',
    'jobs/catalogue.js',
    'contract/load.js',
  );
  const job = definedJobs.find((one) => one.name === name);
  if (job === undefined) throw new Error(`src/jobs/catalogue.ts does not list ${name}.`);
  const shown = new Set((await loadContracts(join(root, 'contracts'))).flatMap(({ interaction }) => interaction.exercises));
  const missing = allStatements().filter(({ id, subject }) => subject === name && !shown.has(id));
  if (missing.length === 0) return;
  const items = missing.map((statement) => interactionOf(statement, job));
  const text = existsSync(join(root, contractFile))
    ? `${readFileSync(join(root, contractFile), 'utf8').trimEnd()}\n\n${indented(stringify(items, { lineWidth: 120 }))}`
    : stringify({ title: name, interactions: items }, { lineWidth: 120 });
  write(contractFile, text);
}

/** The sources as modules of their own, which dist/ doesn't have. */
async function importSources(...files) {
  const folder = mkdtempSync(join(root, '.build', 'sources-'));
  try {
    transpileSources(root, folder);
    return await Promise.all(files.map((file) => import(pathToFileURL(join(folder, file)).href)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function interactionOf({ id, text, source, ...known }, { answers }) {
  const [, mark, short] = /([/#~])(.*)$/.exec(id);
  const { responseCode = 200, responseMessage } = mark === '/' ? answers[short] : {};
  const body = responseMessage === undefined ? { $partial: { responseCode } } : { responseMessage, responseCode };
  return {
    id: `${folder}-${short}`,
    description: text,
    exercises: [id],
    evidence: known.evidence,
    source,
    when: { job: { type, ...(subtype !== undefined && { inputSettings: { type: subtype } }) } },
    then: { body },
    skip: 'not written yet',
  };
}

function indented(text) {
  return text.replace(/^(?=.)/gm, '  ');
}

function node(script, ...args) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
