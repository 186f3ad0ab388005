import { Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import { readRow } from '../emulator/seeds/read-row.js';
import { advanceReport, REPORT_STEPS } from '../emulator/world/advance-report.js';
import { putRow, removeRow } from '../emulator/world/edit-row.js';
import { dateTimeOf } from '../util/date-text.js';
import { findCompany } from './find-company.js';
import { readInput } from './inputs.js';
import { NotFound } from './not-found.js';
import { addRowReads, findCollection, findIn, showRow } from './read-rows.js';

const stepInput = z.strictObject({ step: z.enum(REPORT_STEPS) });

/** Routes that list and edit a company's reports, expenses, cards, files and so on. */
export function createRowRouter({ world, clock }: EmulatorCore): Router {
  const router = Router({ mergeParams: true });
  const now = (): string => dateTimeOf(clock.now());
  addRowReads(router, '/:id', ({ id = '' }) => findCompany(world, id), now);
  router.put('/:id/:collection', (request, response) => {
    const company = findCompany(world, request.params.id);
    const definition = findCollection(company, request.params.collection);
    const { transaction, row } = putRow(company, definition, readRow(company, definition.name, request.body));
    const isNew = !company.rowsOf(definition).has(definition.key(row));
    world.commit(transaction);
    response.status(isNew ? 201 : 200).json(showRow(company, definition, row, now()));
  });
  router.delete('/:id/:collection/:key', async (request, response) => {
    const { company, definition, row } = await findIn(findCompany(world, request.params.id), request.params);
    world.commit(removeRow(company, definition, row));
    response.status(204).end();
  });
  router.post('/:id/reports/:key/step', (request, response) => {
    const { id, key } = request.params;
    const { step } = readInput(stepInput, request.body);
    const company = findCompany(world, id);
    const report = company.reports.get(key);
    if (report === undefined) throw new NotFound(`${company.name} has no report ${key.slice(0, 80)}.`);
    const transaction = company.begin();
    advanceReport(transaction, report, step, now());
    world.commit(transaction);
    response.status(204).end();
  });
  return router;
}
