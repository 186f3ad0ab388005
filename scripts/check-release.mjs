// Checks that a tag, package.json and CHANGELOG.md agree on the version. Exits 1 with one line for each problem.
// Usage: node scripts/check-release.mjs v1.2.3
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
const tag = process.argv[2];

const problems = [];
if (tag !== `v${version}`) problems.push(`The tag must be v${version}, the version in package.json, not '${tag ?? ''}'.`);
const heading = new RegExp(`^## \\[?${version.replaceAll('.', '\\.')}\\]? - \\d{4}-\\d{2}-\\d{2}$`, 'm');
if (!heading.test(changelog)) problems.push(`CHANGELOG.md has no dated heading such as '## ${version} - 2026-01-31'.`);

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
