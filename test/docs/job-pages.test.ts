import { expect, test } from 'vitest';
import { renderJobPage } from '../../scripts/docs/job-page.js';
import { emulatorProvider } from '../../src/console/emulator-provider.js';
import { recordExchanges } from '../../src/contract/export/exchanges.js';
import { jobSchemas } from '../../src/contract/export/json-schemas.js';
import { loadContracts } from '../../src/contract/load.js';
import { definedJobs } from '../../src/jobs/catalogue.js';
import { answerId, type JobDefinition } from '../../src/protocol/define-job.js';

const contracts = await loadContracts();
const schemas = new Map(jobSchemas().map((schema) => [schema.name, schema]));

/** The first request of a job's contracts that succeeds and that other tools could send too. */
async function exampleOf(job: JobDefinition) {
  const successes = Object.entries(job.answers)
    .filter(([, { responseCode }]) => responseCode === 200)
    .map(([name]) => answerId(job, name));
  for (const loaded of contracts) {
    if (!loaded.interaction.exercises.some((id) => successes.includes(id))) continue;
    const [example] = await recordExchanges([loaded], emulatorProvider('in-process'));
    if (example !== undefined) return example;
  }
  return undefined;
}

test.each(definedJobs.map((job) => [job.name, job] as const))('the page of %s is what its definition says', async (name, job) => {
  const schema = schemas.get(name);
  if (schema === undefined) throw new Error(`${name} has no schema.`);
  const file = name
    .replace(/[^A-Za-z]+/g, '-')
    .replace(/-$/, '')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  await expect(renderJobPage(job, schema, await exampleOf(job))).toMatchFileSnapshot(`../../docs/reference/jobs/${file}.md`);
});
