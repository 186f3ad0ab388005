import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { domainName } from '../../protocol/lenient.js';
import { list } from '../../util/lists.js';
import { once } from '../../util/once.js';

const REFERENCE = 'API reference, domain card list, since 2018-07';

/** A company card. Times are in UTC, such as `2018-01-01 12:34:56`. */
const card = once(() =>
  z.object({
    bank: z.string(),
    cardID: z.number().int(),
    cardName: z.string(),
    cardNumber: z.string(),
    created: z.string(),
    email: z.string(),
    externalEmployeeID: z.string(),
    lastImport: z.string(),
    lastImportResult: z.number().int(),
    reimbursable: z.boolean(),
    scrapeMinDate: z.string(),
  }),
);
export type CardInfo = z.infer<ReturnType<typeof card>>;

/** `get domainCardList`: the company cards that a domain has assigned to its members. */
export const getDomainCardList = defineJob({
  type: 'get',
  subtype: 'domainCardList',
  title: 'List the cards of a domain',
  writes: false,
  isRepeatable: true,
  contentType: { value: 'application/json', evidence: 'assumed', source: 'no response was recorded' },
  fields: {},
  input: () =>
    z.object({
      inputSettings: z.object({
        domain: domainName('malformed-domain'),
      }),
    }),
  output: () => z.object({ domainCardList: list(card()) }),
  // No recording exists, so clients should rely only on the keys that identify a card.
  read: () => z.object({ domainCardList: list(card().partial().required({ cardID: true, email: true })) }),
  answers: {
    listed: { responseCode: 200, evidence: 'documented', source: `${REFERENCE}, worked example` },
    'malformed-domain': {
      responseCode: 410,
      responseMessage: 'Domain name is missing or malformed',
      evidence: 'documented',
      source: `${REFERENCE}, error example`,
    },
    'not-domain-admin': {
      responseCode: 403,
      responseMessage: "You must be a domain admin of '{domain}' to list its cards",
      evidence: 'assumed',
      source: `${REFERENCE} requires a domain admin, and does not show the error`,
      limit: {
        assumed: "Code and wording; that an unknown domain gets the same response as another company's domain.",
        advice: 'Treat any code but 200 as "no cards".',
      },
    },
  },
  rules: {
    'keys-in-order': {
      statement: 'The keys of a card are in alphabetical order.',
      evidence: 'documented',
      source: `${REFERENCE}, worked example`,
    },
    'empty-when-unset': {
      statement: 'lastImport and scrapeMinDate are "" if they are not set.',
      evidence: 'documented',
      source: `${REFERENCE}, worked examples`,
    },
    'one-domain': {
      statement: 'Cards of other domains of the company are left out; the domain is not case-sensitive.',
      evidence: 'assumed',
      source: 'the reference shows one domain in lower case',
      limit: { assumed: 'That the domain is not case-sensitive.', advice: 'Send lower case.' },
    },
  },
});
