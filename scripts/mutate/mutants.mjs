// Every mutant of the chosen files, and the files with all mutants behind switches (StrykerJS's instrumenter): one
// build, in which one mutant at a time is enabled.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { parse } from 'yaml';

const ignore = () => {};
const logger = { isDebugEnabled: () => false, trace: ignore, debug: ignore, info: ignore, warn: console.warn, error: console.error };

/** Descriptions of schemas are documentation, which the generated files contain. */
const descriptions = {
  shouldIgnore: ({ node, parent }) =>
    node.type === 'StringLiteral' && parent?.type === 'CallExpression' && parent.callee.property?.name === 'describe'
      ? 'documentation'
      : undefined,
};

/** The files at these paths, including all files of folders, as paths from the root. */
export function expand(root, paths, ending) {
  return paths.flatMap((path) => {
    if (!path.endsWith('/')) return existsSync(join(root, path)) ? [path] : fail(`${path} of scripts/mutate/slices.mjs does not exist.`);
    return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => `${path}${name.replaceAll('\\', '/')}`);
  });
}

/**
 * @param only The mutants to insert, from an earlier call. Default: all. Every switch makes its file slower, so a sample is
 * inserted alone, with the mutants inside its expressions.
 * @returns the instrumented text of each file, and the mutants with data that identifies them when lines move.
 */
export async function mutantsOf(root, files, only) {
  const named = only === undefined ? files : files.filter((file) => only.some((mutant) => mutant.file === file));
  const texts = Object.fromEntries(named.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const { files: instrumented, mutants } = await new Instrumenter(logger).instrument(
    named.map((name) => ({ name, mutate: placesIn(name, only), content: texts[name] })),
    { plugins: null, excludedMutations: [], ignorers: [descriptions] },
  );
  const all = mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ id, fileName, location, replacement }) => ({
      id,
      file: fileName,
      row: location.start.line + 1,
      line: texts[fileName].split('\n')[location.start.line].trim(),
      original: cut(texts[fileName], location),
      replacement,
      location,
    }));
  return {
    instrumented: Object.fromEntries(instrumented.map(({ name, content }) => [name, content])),
    mutants: only === undefined ? all : only.map((wanted) => all.find((mutant) => isSame(mutant, wanted))),
  };
}

function placesIn(file, only) {
  return only === undefined || only.filter((mutant) => mutant.file === file).map(({ location }) => location);
}

function isSame(one, other) {
  return ['file', 'replacement', 'location'].every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

/** Marks the mutants that are listed as equivalent. @returns the entries of the mutated files that match none. */
export function markEquivalents(listFile, mutants) {
  const files = new Set(mutants.map(({ file }) => file));
  const entries = parse(readFileSync(listFile, 'utf8')).filter(({ file }) => files.has(file));
  return entries.filter((entry) => {
    const matching = mutants.filter(
      (mutant) =>
        ['file', 'line', 'original'].every((key) => entry[key] === mutant[key]) && [entry.replacement].flat().includes(mutant.replacement),
    );
    for (const mutant of matching) mutant.equivalent = entry.reason;
    return matching.length === 0;
  });
}

/** The mutants with the smallest hashes. A mutant keeps its hash when its line moves, so an edit elsewhere draws no new sample. */
export function sampleOf(mutants, count) {
  const seen = new Map();
  const rank = ({ file, line, original, replacement }) => {
    const what = JSON.stringify([file, line, original, replacement]);
    const nth = seen.get(what) ?? 0;
    seen.set(what, nth + 1);
    return createHash('sha256').update(`${what}${nth}`).digest('hex');
  };
  return mutants
    .map((mutant) => ({ mutant, rank: rank(mutant) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

export function fail(message) {
  console.error(message);
  process.exit(2);
}

function cut(text, { start, end }) {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column);
  lines[0] = lines[0].slice(start.column);
  return lines.join('\n');
}
