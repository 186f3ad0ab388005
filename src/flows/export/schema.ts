import { z } from 'zod';
import { list, record } from '../../util/lists.js';

/** The parts of an export, versions 1.2 to 1.5, that a run needs. Other keys are ignored. */

const transformSchema = record(z.string(), z.object({ convert: z.string().nullish(), forceWrapArray: z.boolean().nullish() })).nullish();
export type RawTransform = z.output<typeof transformSchema>;

const slotSchema = z.object({
  id: z.string(),
  group: z.string().nullish(),
  key: z.string(),
  required: z.boolean().nullish(),
  value: z
    .object({
      type: z.union([z.string(), record(z.string(), z.unknown())]).nullish(),
      collection: z.boolean().nullish(),
      data: z.unknown().optional(),
      proxy: z
        .union([
          z.boolean(),
          z.object({
            dynamic: z.boolean().nullish(),
            path: z.string().nullish(),
            dest: z.object({ key: z.string(), group: z.string().nullish() }).nullish(),
          }),
        ])
        .nullish(),
    })
    .nullish(),
  metadata: z
    .object({
      displayname: z.string().nullish(),
      index: z.number().nullish(),
      path: z.union([list(z.string()), z.string()]).nullish(),
    })
    .nullish(),
});
export type RawSlot = z.output<typeof slotSchema>;

const slots = z.object({ data: record(z.string(), slotSchema) }).nullish();
const delay = z.union([z.number(), list(z.number())]).nullish();

export const cardSchema = z.object({
  uuid: z.string(),
  address: z.string(),
  node: z.object({
    data: z.object({ name: z.string().nullish() }).nullish(),
    model: z.object({
      config: z.string().nullish(),
      // An object for a Comment card; for all other cards a text, the description.
      comments: z.object({ title: z.string().nullish(), markdown: z.string().nullish() }).nullish().catch(undefined),
      policy: z
        .object({
          error: z.object({ type: z.string().nullish(), retry: z.number().nullish(), delay, flo: z.unknown().optional() }).nullish(),
        })
        .nullish(),
      inputs: slots,
      outputs: slots,
    }),
  }),
  pins: record(z.string(), record(z.string(), list(z.object({ input: z.string(), transform: transformSchema })))).nullish(),
  branches: record(z.string(), z.boolean()).nullish(),
  joins: record(z.string(), list(z.object({ output: z.string(), transform: transformSchema }))).nullish(),
});
export type RawCard = z.output<typeof cardSchema>;

export const flowSchema = z.object({
  uuid: z.string().nullish(),
  methods: list(cardSchema),
  orderings: record(z.string(), list(z.string())).nullish(),
  scheduled: z.boolean().nullish(),
  cron: record(z.string(), z.unknown()).nullish(),
});
export type RawFlow = z.output<typeof flowSchema>;

const named = z.object({ id: z.string().nullish(), name: z.string().nullish() });

/** The envelope. Flows are parsed one by one, so messages can name the flow. */
export const packSchema = z.object({
  type: z.literal('flopack'),
  version: z.string(),
  data: z.object({
    flos: record(z.string(), named.extend({ data: z.unknown().optional() })),
    configs: record(z.string(), named.extend({ module: z.string().nullish() })).nullish(),
    tables: record(
      z.string(),
      named.extend({
        data: z
          .object({
            structure: list(z.object({ name: z.string(), type: z.string().nullish(), default: z.unknown().optional() })).nullish(),
          })
          .nullish(),
      }),
    ).nullish(),
  }),
});
