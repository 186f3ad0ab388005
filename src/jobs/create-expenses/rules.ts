import type { Rule } from '../../protocol/evidence.js';

const RECORDED = 'expensify-rs replay fixtures, 2026-08';
const PRODUCTION = 'a production integration, 2026-07';

/** What `create expenses` does beside answering. */
export const createExpensesRules = {
  'answer-keys': {
    statement: 'Each expense is answered with ten keys, in the order sent.',
    evidence: 'recorded',
    except: { assumed: 'the order of several expenses' },
    source: RECORDED,
    limit: { assumed: 'That the expenses come back in the order sent.', advice: 'Match them by merchant, date and amount.' },
  },
  'left-out-values': {
    statement: 'Without a category the answer says Uncategorized; comment and tag are "" and mcc is 0.',
    evidence: 'recorded',
    except: { assumed: 'that "" as a category counts as none' },
    source: RECORDED,
    limit: { assumed: 'That "" as a category counts as none.', advice: 'Leave the key out.' },
  },
  'reimbursable-by-default': {
    statement: 'An expense that does not say otherwise is reimbursable and not billable.',
    evidence: 'observed',
    except: { assumed: 'that it is not billable' },
    source: PRODUCTION,
    limit: { assumed: 'That an expense is not billable.', advice: 'Send both.' },
  },
  'own-expenses': {
    statement: 'Only the account of the credentials gets expenses; the address of another person is refused, from domain admins too.',
    evidence: 'observed',
    source: `${PRODUCTION}; Expensify Concierge, 2026-07-15: users create their own expenses only`,
  },
  'opens-a-report': {
    statement: 'Expenses without a reportID get a new report.',
    evidence: 'observed',
    except: { assumed: 'that expenses of one request and policy share it, its policy and its name' },
    source: `${RECORDED}, one expense`,
    limit: {
      assumed:
        'That expenses of one request share the new report; that it is on the policy they name, else on the primary policy of the account, else on its first; its name.',
      advice: 'Create the report first and send its reportID.',
    },
  },
  'either-report-id': {
    statement: 'reportID is read in base 62 and as the old decimal id, in a text or as a number.',
    evidence: 'assumed',
    source: 'both were observed in reportIDList (Pipedream, 2026-07); the example of the API reference of 2018 sends a number',
    limit: { assumed: 'That the decimal id is still read here, as a number too.', advice: 'Send the id that create report answered.' },
  },
  'no-dedupe': {
    statement: 'An expense that is sent twice is there twice, with the same externalID too.',
    evidence: 'observed',
    source: PRODUCTION,
  },
  'all-or-nothing': {
    statement: 'One bad expense fails the request, and none is created.',
    evidence: 'assumed',
    source: 'nobody recorded a mixed list',
    limit: { assumed: 'That a request is applied whole or not at all.', advice: 'Read the expenses back before you send the rest again.' },
  },
  'list-length': {
    statement: 'A request takes 1 to 10,000 expenses.',
    evidence: 'assumed',
    source: 'the limit is our own; 126 in several requests were observed',
    limit: { assumed: 'That an empty list is refused. 10,000 is our own limit.', advice: 'Send batches of a hundred.' },
  },
  amounts: {
    statement: 'An amount is a whole number of cents, as a number or as digits in a text; it may be negative.',
    evidence: 'documented',
    except: { assumed: 'that text and negative amounts are read' },
    source: 'API reference: Integer, in cents',
    limit: { assumed: 'That digits in a text and negative amounts are read.', advice: 'Send a positive JSON number.' },
  },
  currencies: {
    statement: 'A currency is three capital letters.',
    evidence: 'documented',
    except: { assumed: 'that small letters are refused and every code is taken' },
    source: 'API reference',
    limit: { assumed: 'That small letters are refused; that a code nobody uses is taken.', advice: 'Send ISO 4217 codes.' },
  },
  'fills-in-by-rule': {
    statement: 'The expense rules of the employee on the policy fill in tag and billable of an expense that names none.',
    evidence: 'assumed',
    source: 'the reference says that rules are applied to expenses, not to which',
    limit: { assumed: 'That rules apply to expenses made by this job; that the newest rule wins.', advice: 'Send tag and billable.' },
  },
  'names-kept': {
    statement: 'A category or tag that the policy does not have is kept as sent.',
    evidence: 'assumed',
    source: 'nobody recorded one',
    limit: { assumed: 'That it is neither refused nor dropped.', advice: 'Send names that get policy lists.' },
  },
} as const satisfies Record<string, Rule>;
