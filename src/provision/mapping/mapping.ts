import { z } from 'zod';
import { list, record } from '../../util/lists.js';

/** The fields of an employee record that a mapping may fill. */
export const MAPPED_FIELDS = [
  'employeeEmail',
  'employeeID',
  'policyID',
  'managerEmail',
  'firstName',
  'lastName',
  'role',
  'isTerminated',
  'approvalLimit',
  'overLimitApprover',
  'approvesTo',
  'customField1',
  'customField2',
  'workerStatus',
  'domainGroupID',
  'defaultTags',
  'additionalPolicyIDs',
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

/** Fields that hold a list; texts are split at `separator`. */
export const LIST_FIELDS: ReadonlySet<MappedField> = new Set(['defaultTags', 'additionalPolicyIDs']);

const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);

/** A field that comes from an attribute of the source. */
const takenRule = z.strictObject({
  from: z.string(),
  /** Value of the attribute → value of the field; `"*"` stands for every other value. */
  lookup: record(z.string(), text).optional(),
  /** What an empty, missing or unknown value becomes. */
  default: text.optional(),
  /** The value names another person by this attribute: their employeeEmail is meant. */
  match: z.string().optional(),
  /** What parts a list in one text. Default: `;` */
  separator: z.string().min(1).optional(),
});
export type TakenRule = z.output<typeof takenRule>;

const rule = z.union([
  z.string().transform((from): TakenRule => ({ from })),
  z.strictObject({ constant: z.union([text, list(text)]) }),
  takenRule,
]);
export type Rule = z.output<typeof rule>;

export const mappingSchema = z.strictObject({
  fields: z.partialRecord(z.enum(MAPPED_FIELDS), rule),
  options: z
    .strictObject({
      setEmployeePrimaryPolicy: z.enum(['none', 'new_employees', 'all_employees']).optional(),
      shouldSkipNotificationEmail: z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]).optional(),
    })
    .default({}),
});
/** How the attributes of a source become the fields of employee records. */
export type Mapping = z.output<typeof mappingSchema>;
/** The same as a program writes it. */
export type MappingInput = z.input<typeof mappingSchema>;
