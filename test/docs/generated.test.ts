import { expect, test } from 'vitest';
import { renderClient } from '../../scripts/docs/client.js';
import { renderCommands } from '../../scripts/docs/commands.js';
import { renderConsoleAPI } from '../../scripts/docs/console-api.js';
import { renderFidelity } from '../../scripts/docs/fidelity.js';
import { renderFlowCards } from '../../scripts/docs/flow-cards.js';
import { renderLibrary } from '../../scripts/docs/library.js';
import { renderOptions } from '../../scripts/docs/options.js';
import { renderPresets } from '../../scripts/docs/presets.js';
import { renderTemplateAttributes } from '../../scripts/docs/template-attributes.js';
import { renderTemplateLints } from '../../scripts/docs/template-lints.js';
import { createProgram } from '../../src/cli/run.js';
import { loadContracts } from '../../src/contract/load.js';
import { contractJSONSchema } from '../../src/contract/written.js';
import { seedJSONSchema } from '../../src/emulator/seeds/parse.js';
import { flowCasesJSONSchema } from '../../src/flows/testing/cases-schema.js';

// `npm run generate` writes these files; a difference means that they were not regenerated.

test('docs/reference/fidelity.md is what the protocol definition says', async () => {
  await expect(renderFidelity(await loadContracts())).toMatchFileSnapshot('../../docs/reference/fidelity.md');
});

test('docs/reference/options.md is what the table of options says', async () => {
  await expect(renderOptions()).toMatchFileSnapshot('../../docs/reference/options.md');
});

test('docs/reference/commands.md is what the definitions of the commands say', async () => {
  await expect(renderCommands(createProgram(() => {}))).toMatchFileSnapshot('../../docs/reference/commands.md');
});

test('docs/reference/library.md is what the tables of members and options say', async () => {
  await expect(renderLibrary()).toMatchFileSnapshot('../../docs/reference/library.md');
});

test('docs/reference/client.md is what the tables of options, methods and errors say', async () => {
  await expect(renderClient()).toMatchFileSnapshot('../../docs/reference/client.md');
});

test('docs/reference/presets.md is what the table of presets says', async () => {
  await expect(renderPresets()).toMatchFileSnapshot('../../docs/reference/presets.md');
});

test('docs/reference/console-api.md is what the table of routes says', async () => {
  await expect(renderConsoleAPI()).toMatchFileSnapshot('../../docs/reference/console-api.md');
});

test('docs/reference/flow-cards.md is what the table of cards says', async () => {
  await expect(renderFlowCards()).toMatchFileSnapshot('../../docs/reference/flow-cards.md');
});

test('docs/reference/template-attributes.md is what the tables of attributes say', async () => {
  await expect(renderTemplateAttributes()).toMatchFileSnapshot('../../docs/reference/template-attributes.md');
});

test('docs/reference/template-lints.md is what the table of rules says', async () => {
  await expect(renderTemplateLints()).toMatchFileSnapshot('../../docs/reference/template-lints.md');
});

test('schemas/seed.schema.json is the schema that seeds are checked with', async () => {
  await expect(`${JSON.stringify(seedJSONSchema(), null, 2)}\n`).toMatchFileSnapshot('../../schemas/seed.schema.json');
});

test('schemas/contract.schema.json is the schema that contract files are checked with', async () => {
  await expect(`${JSON.stringify(contractJSONSchema(), null, 2)}\n`).toMatchFileSnapshot('../../schemas/contract.schema.json');
});

test('schemas/flow-cases.schema.json is the schema that cases files are checked with', async () => {
  await expect(`${JSON.stringify(flowCasesJSONSchema(), null, 2)}\n`).toMatchFileSnapshot('../../schemas/flow-cases.schema.json');
});
