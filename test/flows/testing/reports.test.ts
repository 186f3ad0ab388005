import { expect, test } from 'vitest';
import { type CasesReport, casesHtml, junitXml } from '../../../src/flows/index.js';
import { xmlProblem } from '../../support/well-formed.js';
import { casesOf, run } from '../support/cases.js';

const HOSTILE = `</failure> & "quotes" <script>alert('x')</script> ]]>`;

function casesReport(): Promise<CasesReport> {
  return run(
    casesOf(`
flow: flow.flow
users: users.json
set: { Settings.Sales policy: A1B2C3D4E5F60001 }
cases:
  - { name: passes, input: { User ID: 00uNina } }
  - { name: ${JSON.stringify(HOSTILE)}, input: { User ID: 00uNina }, expect: { output: { Policy ID: ${JSON.stringify(HOSTILE)} } } }
  - { name: cannot run, input: { Nobody: 1 } }
`),
  );
}

test('JUnit XML has failures for failed cases and errors for cases that could not run', async () => {
  const xml = junitXml(await casesReport());
  expect(xmlProblem(xml)).toBeUndefined();
  expect(xml).toContain('<testsuites name="flow test" tests="3" failures="1" errors="1">');
  expect(xml).toMatch(/<testcase name="passes" classname="Provision employee" file="\S+cases\.yaml" line="6"\/>/);
  expect(xml).toMatch(/<failure message="output\.Policy ID: expected [^<"]+, seen &quot;A1B2C3D4E5F60001&quot;">/);
  expect(xml).toMatch(/<error message="[^<"]*Nobody[^<"]*">/);
});

test('JUnit XML has a failure for stubs that no case used', () => {
  const coverage = { cards: 0, ran: 0, percent: 100, flows: [] };
  const one = { name: 'a', file: 'cases.yaml', line: 1, flow: 'F', passed: true, failures: [], advisories: [], skipped: [] };
  const xml = junitXml({ passed: false, cases: [one], unusedStubs: ["cases.yaml: stubs[0] ('Send')"], coverage });
  expect(xmlProblem(xml)).toBeUndefined();
  expect(xml).toContain('tests="2" failures="1" errors="0"');
  expect(xml).toContain('No case uses cases.yaml: stubs[0]');
});

test.each(['<a>', '<a></b>', '<a x="1 & 2"/>', '<a>&</a>', 'text', '<a b=c/>', '<a><</a>'])('the check of XML refuses %s', (xml) => {
  expect(xmlProblem(xml)).toBeDefined();
});

test('the page shows cases and coverage and runs nothing', async () => {
  const html = casesHtml(await casesReport());
  expect(html).toContain("default-src 'none'");
  expect(html).not.toContain('<script');
  expect(html).toContain('3 cases · 2 failed · ');
  expect(html).toMatch(/Never ran:<\/p><ul><li>|Every card ran/);
  expect(html).toContain('&lt;script&gt;');
});
