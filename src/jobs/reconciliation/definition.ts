import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { day, domainName, lenientBoolean } from '../../protocol/lenient.js';
import { templateAnswers } from '../../protocol/template-answers.js';
import { list } from '../../util/lists.js';
import { once } from '../../util/once.js';

const REFERENCE = 'API reference, Reconciliation';
/** More than any client sends. A longer list is ignored. */
const MAX_ACTIONS = 1000;

const action = once(() => z.object({ actionName: z.string(), recipients: z.string().optional() }));
const output = once(() => z.object({ filename: z.string(), responseMessage: z.string() }));

/** `reconciliation`: renders the expenses of a domain's cards with a template into a file. */
export const reconciliation = defineJob({
  type: 'reconciliation',
  title: 'Export card expenses',
  writes: true,
  isRepeatable: false,
  contentType: { value: 'application/json', evidence: 'assumed', source: 'no header was recorded' },
  fields: { template: { description: 'The template of the export, in FreeMarker.' } },
  input: () =>
    z.object({
      inputSettings: z.object({
        startDate: day('malformed-date').describe('The first day of the period.'),
        endDate: day('malformed-date').describe('The last day of the period.'),
        domain: domainName('malformed-domain').describe('A domain that the account administers.'),
        type: z.enum(['Unreported', 'All']).describe('Unreported: only expenses that are not on a report.'),
        async: lenientBoolean().pipe(z.literal(false)).meta({ const: false }).describe('Only false is supported.'),
        feed: z.string().optional().describe('The name of a card feed, or export_all_feeds.'),
      }),
      outputSettings: z.object({ fileExtension: z.enum(['csv', 'txt', 'json', 'xml']).default('csv') }).prefault({}),
      onFinish: z
        .union([list(action()).max(MAX_ACTIONS), action().partial()])
        .optional()
        .catch(undefined),
    }),
  output,
  read: () => output().partial().required({ filename: true }),
  answers: {
    exported: {
      responseCode: 200,
      evidence: 'documented',
      source: `${REFERENCE}, worked example; finoptimal/fo_expensify reads the lowercase filename in production`,
    },
    'not-domain-admin': {
      responseCode: 403,
      responseMessage: 'You must be a domain admin to export card expenses',
      evidence: 'documented',
      except: { assumed: 'the code and the wording' },
      source: `${REFERENCE}: only credentials of a domain admin work`,
      limit: { assumed: 'Code and wording; that an unknown domain gets the same response.', advice: "Use a domain admin's credentials." },
    },
    'malformed-domain': {
      responseCode: 410,
      responseMessage: 'Domain name is missing or malformed',
      evidence: 'assumed',
      source: 'documented for get domainCardList',
      limit: { assumed: 'Code and wording, from get domainCardList.', advice: 'Branch on 410.' },
    },
    'not-written': {
      responseCode: 500,
      responseMessage: 'Error encountered while trying to write reconcilation report to file.',
      evidence: 'documented',
      except: { assumed: 'that an invalid template gets this response' },
      source: `${REFERENCE}, error example, with this spelling`,
      limit: {
        assumed: 'That an invalid template gets this response.',
        advice: 'Render the template with this emulator first.',
      },
    },
    ...templateAnswers,
  },
  rules: {
    period: {
      statement:
        'The export contains expenses that the bank posted from startDate to endDate, both included. For expenses without a posting date, the expense date counts.',
      evidence: 'documented',
      except: { assumed: 'which date of an expense counts' },
      source: REFERENCE,
      limit: { assumed: 'That the posting date counts.', advice: 'Extend the period by a few days at both ends.' },
    },
    types: {
      statement: '`All` exports every expense of a card, `Unreported` only those that are not on a report.',
      evidence: 'documented',
      source: REFERENCE,
    },
    feeds: {
      statement: 'With feed, only the cards of that feed are exported; with `export_all_feeds`, or without feed, all cards of the domain.',
      evidence: 'documented',
      except: { assumed: 'what happens without a feed and with an unknown one' },
      source: `${REFERENCE}; finoptimal/fo_expensify always sends feed`,
      limit: {
        assumed: 'That a missing feed means all feeds, and that an unknown feed exports nothing.',
        advice: 'Send `export_all_feeds`.',
      },
    },
    'file-name': {
      statement:
        'The file is named `is_reconciliation_`, 19 digits and the extension (default csv), and is in the file system `reconciliation`.',
      evidence: 'documented',
      source: `${REFERENCE}, worked example`,
    },
    'default-template': {
      statement: 'If the template is missing or empty, the columns of the default template are exported.',
      evidence: 'documented',
      except: { assumed: 'that the template may be missing' },
      source: 'Reconciliation template reference, the default template',
      limit: { assumed: 'That the template may be missing.', advice: 'Send a template.' },
    },
    'synchronous-only': {
      statement: 'async must be false; no other mode is supported.',
      evidence: 'documented',
      source: REFERENCE,
    },
    'on-finish': {
      statement: 'onFinish sends an email to its recipients.',
      evidence: 'documented',
      except: { assumed: 'its subject and text' },
      source: REFERENCE,
      limit: { assumed: 'The subject and the text of the email.', advice: 'Use the response instead.' },
    },
  },
});
export type ReconciliationInput = z.output<typeof reconciliation.input>;
