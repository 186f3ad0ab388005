import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { defineCollection, type EmailOf } from '../collection.js';
import { email } from './fields.js';
import { type MemberDocument, members } from './member.js';
import {
  type Category,
  category,
  type PolicySettings,
  policySettings,
  type ReportField,
  reportField,
  type Tags,
  type Tax,
  tags,
  tax,
} from './policy-sections.js';

const POLICY_TYPES = ['team', 'corporate', 'free', 'control', 'personalPolicy'] as const;
export type PolicyType = (typeof POLICY_TYPES)[number];

export interface Policy {
  /** 16 upper-case hex digits. */
  readonly id: string;
  readonly name: string;
  readonly type: PolicyType;
  readonly ownerID: number;
  readonly outputCurrency: string;
  /** `2024-10-24 17:46:03`, UTC, in the format of the service. */
  readonly created: string;
  readonly settings: PolicySettings;
  readonly categories: Category[];
  readonly tags: Tags;
  readonly tax: Tax;
  readonly reportFields: ReportField[];
}

type PolicyOwnDocument = Omit<Policy, 'ownerID' | 'settings'> & { readonly owner: string; readonly settings?: PolicySettings | undefined };

export interface PolicyDocument extends PolicyOwnDocument {
  readonly members: readonly MemberDocument[];
}

export const policySeed = once(() =>
  z.strictObject({
    id: z
      .string()
      .regex(/^[0-9A-F]{16}$/, 'is not 16 upper-case hex digits')
      .optional()
      .describe('Default: derived from the name.'),
    name: z.string().min(1),
    type: z.enum(POLICY_TYPES).optional().describe('Default: corporate.'),
    owner: email().optional().describe("Default: the company's first domain admin."),
    outputCurrency: z.string().length(3).optional().describe('Default: USD.'),
    created: z.string().optional().describe('Like 2024-10-24 17:46:03, UTC.'),
    settings: policySettings().optional().describe('Additional keys in the response of get policyList.'),
    categories: list(category().partial().required({ name: true }).strict()).optional(),
    tags: tags()
      .optional()
      .describe(
        'A flat list {name, enabled, glCode}, levels {name, required?, tags: […]}, or dependent levels {levels: [names], required?, tags: […]}.',
      ),
    tax: tax().optional(),
    reportFields: list(reportField().partial().required({ name: true }).strict()).optional(),
    members: members.seed(),
  }),
);

export const policies = defineCollection({
  name: 'policies',
  nouns: 'policies',
  keyName: 'id',
  key: ({ id }: Policy) => id,
  indexes: {},
  seed: () => list(policySeed()),
  document: {
    write: writePolicy,
    summarize: (policy, emailOf) => withShortLists(writePolicy(policy, emailOf)),
    read: ({ owner, id, name, type, outputCurrency, created, settings = {}, ...rest }: PolicyOwnDocument, loading) => {
      const { categories, tags: allTags, tax: taxes, reportFields } = rest;
      const ownerID = loading.accountOf(owner);
      return { id, name, type, ownerID, outputCurrency, created, settings, categories, tags: allTags, tax: taxes, reportFields };
    },
  },
});

function writePolicy({ ownerID, ...policy }: Policy, emailOf: EmailOf): PolicyOwnDocument {
  return { ...policy, owner: emailOf(ownerID) };
}

/** A list of 100,000 tags is too long to read in a change, and the journal may keep a thousand of them. */
const MAX_SHOWN = 100;

function withShortLists({ categories, tags: allTags, reportFields, ...rest }: PolicyOwnDocument): object {
  const levels = Array.isArray(allTags)
    ? shortened(allTags.map((one) => ('tags' in one ? { ...one, tags: shortened(one.tags) } : one)))
    : undefined;
  return {
    ...rest,
    categories: shortened(categories),
    tags: levels ?? (Array.isArray(allTags) ? [] : { ...allTags, tags: shortened(allTags.tags) }),
    reportFields: shortened(reportFields.map((field) => ({ ...field, values: shortened(field.values) }))),
  };
}

function shortened(items: readonly unknown[]): readonly unknown[] {
  return items.length <= MAX_SHOWN ? items : [...items.slice(0, MAX_SHOWN), `… and ${items.length - MAX_SHOWN} more`];
}
