import type { Rule } from '../../protocol/evidence.js';

const REFERENCE = 'API reference, report creator';

/** What `create report` does in addition to responding. */
export const createReportRules = {
  'own-report': {
    statement: 'The account can create reports for itself, but not for another person, until Expensify enables the job.',
    evidence: 'observed',
    except: { assumed: 'that the observed reports were created in the account’s own name' },
    source: 'expensify-rs, 2026-08; expensify-mcp, 2026-07',
    limit: {
      assumed: 'That the observed reports were created in the account’s own name.',
      advice: 'Ask Expensify Concierge to enable the job before you rely on it.',
    },
  },
  'base-62-id': {
    statement: 'reportID is R and eleven letters or digits.',
    evidence: 'documented',
    source: `${REFERENCE}, worked example since 2022-11`,
  },
  'opens-a-report': {
    statement: 'The new report is Open, so expenses can be added.',
    evidence: 'assumed',
    source: 'the reference does not say which status the report has',
    limit: { assumed: 'That the report is Open.', advice: 'Submit it on the site.' },
  },
  'expenses-may-be-empty': {
    statement: 'expenses is required. It may be empty and has at most 10,000 items.',
    evidence: 'observed',
    except: { assumed: "the limit, which is the emulator's own" },
    source: 'the npm package expensify-api, 2018, sends an empty list',
    limit: { assumed: "The limit of 10,000, which is the emulator's own.", advice: 'Send batches of a hundred.' },
  },
  'report-fields': {
    statement: 'fields are named after the report fields of the policy, with _ for every character that is not a letter or digit.',
    evidence: 'documented',
    except: { assumed: 'that a field which the policy does not have is kept' },
    source: REFERENCE,
    limit: { assumed: 'That a field which the policy does not have is kept as sent.', advice: 'Send names that get policy lists.' },
  },
  'title-needed': {
    statement: 'A report without a title, or with an empty one, is refused with 410.',
    evidence: 'assumed',
    source: 'the reference requires the title and shows no error',
    limit: { assumed: 'Code and wording; that an empty title is refused.', advice: 'Send a title.' },
  },
  'all-or-nothing': {
    statement: 'One bad expense fails the request, and no report is created.',
    evidence: 'assumed',
    source: 'no recording of a mixed list',
    limit: { assumed: 'That a request is applied whole or not at all.', advice: 'Check the site before you send the request again.' },
  },
} as const satisfies Record<string, Rule>;
