import { readFile } from 'node:fs/promises';
import { Router } from 'express';
import { z } from 'zod';
import { PACKAGE_FOLDER } from '../util/package-folder.js';
import { readInput } from './inputs.js';
import { NotFound } from './not-found.js';
import { readMarkdown } from './read-markdown.js';

const docsQuery = z.strictObject({
  /** `blocks` for the parts of the page, as the console shows them. */
  as: z.enum(['markdown', 'blocks']).default('markdown'),
  page: z.string().regex(/^(guide|reference|reference\/jobs)\/[a-z0-9-]{1,80}$/, 'must be the name of a page, such as guide/console'),
});

/** `GET /docs?page=guide/console` returns a page of the docs, which the console shows without a network. */
export function createDocsRouter(): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const { page, as } = readInput(docsQuery, request.query);
    const text = await readFile(new URL(`docs/${page}.md`, PACKAGE_FOLDER), 'utf8').catch(() => undefined);
    if (text === undefined) throw new NotFound(`The docs have no page ${page}.`);
    if (as === 'blocks') response.json({ blocks: readMarkdown(text) });
    else response.type('text/plain').send(text);
  });
  return router;
}
