import { z } from 'zod';
import { category, reportField, tags, tax } from '../../jobs/get-policy/definition.js';
import { policySummary } from '../../jobs/get-policy-list/definition.js';
import { LONGEST_LIST } from '../../protocol/lenient.js';
import { list } from '../../util/lists.js';

/**
 * The seed file: companies as a person writes them. Everything that can be derived may be left out; `prepareSeed`
 * fills it in. Published as schemas/seed.schema.json.
 */

const email = z
  .string()
  .regex(/^[^\s@]+@[^\s@]+$/, 'is not an address')
  .describe('An address; compared in lower case.');
const role = z.enum(['user', 'auditor', 'admin']);
const cents = z.int().min(0).describe('Cents.');
const id = z.union([z.string().min(1), z.int()]).describe('Text; a number is read as the text it prints as.');

export const memberSeed = z.strictObject({
  email,
  role: role.optional().describe('Default: user.'),
  submitsTo: email.optional().describe('Manager. Default: the policy owner.'),
  forwardsTo: z
    .union([email, z.literal('')])
    .optional()
    .describe('Whom this approver forwards to; "" for nobody.'),
  approvalLimit: cents.optional(),
  overLimitForwardsTo: email.optional(),
  customField1: z.string().optional(),
  customField2: z.string().optional(),
  employeeID: id.optional().describe("The person's constant id; the same on every policy."),
  workerStatus: z.string().optional(),
  defaultTags: list(z.string()).max(LONGEST_LIST).optional(),
});

export const policySeed = z.strictObject({
  id: z
    .string()
    .regex(/^[0-9A-F]{16}$/, 'is not 16 upper-case hex digits')
    .optional()
    .describe('Default: derived from the name.'),
  name: z.string().min(1),
  type: policySummary.shape.type.optional().describe('Default: corporate.'),
  owner: email.optional().describe("Default: the company's first domain admin."),
  outputCurrency: z.string().length(3).optional().describe('Default: USD.'),
  created: z.string().optional().describe('Like 2024-10-24 17:46:03, UTC.'),
  settings: policySummary
    .omit({ id: true, name: true, type: true, role: true, owner: true, ownerAccountID: true, outputCurrency: true, created: true })
    .partial()
    .strict()
    .optional()
    .describe('Further keys of get policyList.'),
  categories: list(category.partial().required({ name: true }).strict()).optional(),
  tags: tags.optional().describe('A flat list {name, enabled, glCode} or levels {name, tags: […]}.'),
  tax: tax.optional(),
  reportFields: list(reportField.partial().required({ name: true }).strict()).optional(),
  members: list(memberSeed).optional(),
});

export const accountSeed = z.strictObject({
  email,
  secondaryLogins: list(email).optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  isNameSetByHand: z.boolean().optional().describe('A name the person set is never overwritten by a feed.'),
  employeeID: id.optional(),
  domainGroupID: id.optional(),
  primaryPolicyID: z.string().optional(),
  accountID: z.int().positive().optional(),
});

const credentialSeed = z.strictObject({
  partnerUserID: z.string().min(1).optional().describe('Default: aa_ and the address with _ for every other sign.'),
  partnerUserSecret: z.string().min(1).optional().describe('Default: derived from the partnerUserID, the same on every start.'),
  secretHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex')
    .optional()
    .describe('Instead of the secret: its SHA-256.'),
  actsAs: email.describe('The account the pair acts as.'),
});

export const companySeed = z.strictObject({
  id: z.string().min(1).optional().describe('Default: derived from the name.'),
  name: z.string().min(1),
  domains: list(z.string().min(1)).min(1).describe('Verified domains.'),
  domainAdmins: list(email).min(1).describe('Who may update employees.'),
  domainGroups: list(z.strictObject({ id, name: z.string() })).optional(),
  accounts: list(accountSeed).optional().describe('People named elsewhere get an account anyway.'),
  policies: list(policySeed),
  credentials: list(credentialSeed).optional().describe('Default: one pair of the first domain admin.'),
  thirdPartyAccess: list(z.strictObject({ grantor: z.string().min(1), grantee: email }))
    .optional()
    .describe('grantor, an address or a domain, lets grantee act for them (userEmail).'),
});

export const seedSchema = z.strictObject({
  $schema: z.string().optional(),
  companies: list(companySeed).min(1),
});
export type Seed = z.input<typeof seedSchema>;
export type ParsedSeed = z.output<typeof seedSchema>;
export type CompanySeed = ParsedSeed['companies'][number];
export type PolicySeed = CompanySeed['policies'][number];
