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

/** Fields that contain a list. Texts are split at `separator`. */
export const LIST_FIELDS: ReadonlySet<MappedField> = new Set(['defaultTags', 'additionalPolicyIDs']);

const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);

/** A field whose value comes from an attribute of the source. */
const takenRule = z.strictObject({
  from: z.string(),
  /** Maps values of the attribute to values of the field. `"*"` matches every other value. */
  lookup: record(z.string(), text).optional(),
  /** The value for an empty, missing or unknown attribute. */
  default: text.optional(),
  /** The value refers to another person by this attribute, and the field becomes their employeeEmail. */
  match: z.string().optional(),
  /** The separator of a list in a text. Default: `;` */
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
/** Describes how the attributes of a source become the fields of employee records. */
export type Mapping = z.output<typeof mappingSchema>;
/** A mapping as a program writes it. */
export type MappingInput = z.input<typeof mappingSchema>;
