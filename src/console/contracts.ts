import { Router } from 'express';
import { z } from 'zod';
import { loadContracts } from '../contract/load.js';
import { verifyInteraction } from '../contract/verify.js';
import { allStatements } from '../jobs/statements.js';
import { describeEvidence } from '../protocol/evidence.js';
import { emulatorProvider } from './emulator-provider.js';
import { readInput } from './inputs.js';

const LINES = 'application/x-ndjson';

const verifyInput = z.strictObject({ filter: z.string().max(200).default('') });

/** Routes for the evidence of each response, and for running the contract tests against fresh emulators. */
export function createContractRouter(): Router {
  const router = Router();
  router.get('/', async (_request, response) => {
    const interactions = (await loadContracts()).filter(({ interaction }) => interaction.skip === undefined);
    const statements = allStatements().map((statement) => ({
      ...statement,
      known: describeEvidence(statement),
      interactions: interactions
        .filter(({ interaction }) => interaction.exercises.includes(statement.id))
        .map(({ interaction }) => interaction.id),
    }));
    response.json({ statements, interactions: interactions.length });
  });
  router.post('/verify', async (request, response) => {
    const filter = readInput(verifyInput, request.body ?? {}).filter.toLowerCase();
    const chosen = (await loadContracts()).filter(({ file, interaction: { id, description, exercises } }) =>
      `${file} ${id} ${description} ${exercises.join(' ')}`.toLowerCase().includes(filter),
    );
    // A page shows each result as it comes: one line for the number of tests, and one for each verdict.
    const isStream = request.headers.accept === LINES;
    if (isStream) response.type(LINES).write(`${JSON.stringify({ total: chosen.length })}\n`);
    const provider = emulatorProvider('in-process');
    const verdicts = [];
    for (const { interaction } of chosen) {
      const { id, description, exercises } = interaction;
      const { status, problems } = await verifyInteraction(interaction, provider);
      const verdict = { id, description, exercises, status, problems };
      if (response.destroyed) return;
      if (isStream) response.write(`${JSON.stringify(verdict)}\n`);
      else verdicts.push(verdict);
    }
    if (isStream) response.end();
    else response.json({ verdicts });
  });
  return router;
}
