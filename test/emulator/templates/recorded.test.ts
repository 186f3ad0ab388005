import { expect, test } from 'vitest';
import { z } from 'zod';
import { render } from '../../../src/emulator/templates/index.js';
import recorded from './recorded-cases.json' with { type: 'json' };

/*
 * The output of FreeMarker 2.3.34 itself, with its compatibility settings of 2.3.0, the number format `computer`, the locale of
 * the United States, UTC, and errors ignored.
 */
const cases = z
  .array(
    z.strictObject({
      template: z.string(),
      model: z.record(z.string(), z.unknown()).default({}),
      output: z.string().optional(),
      error: z.literal(true).optional(),
    }),
  )
  .parse(recorded);

test.each(cases.filter(({ output }) => output !== undefined))(
  'renders $template as FreeMarker does',
  async ({ template, model, output }) => {
    expect((await render(template, model)).output).toBe(output);
  },
);

test.each(cases.filter(({ error }) => error))('rejects $template before rendering anything', async ({ template, model }) => {
  await expect(render(template, model)).rejects.toThrow(/^Line \d+, column \d+: /);
});
