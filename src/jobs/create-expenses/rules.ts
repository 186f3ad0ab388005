import type { Rule } from '../../protocol/evidence.js';

const RECORDED = 'expensify-rs replay fixtures, 2026-08';
const PRODUCTION = 'a production integration, 2026-07';

/** What `create expenses` does in addition to responding. */
export const createExpensesRules = {
  'answer-keys': {
    statement: 'The response has ten keys for each expense, in the order sent.',
    evidence: 'recorded',
    except: { assumed: 'the order of several expenses' },
    source: RECORDED,
    limit: { assumed: 'That the expenses come back in the order sent.', advice: 'Match them by merchant, date and amount.' },
  },
  'left-out-values': {
    statement: 'Without a category, the response has Uncategorized; comment and tag are "" and mcc is 0.',
    evidence: 'recorded',
    except: { assumed: 'that "" counts as no category' },
    source: RECORDED,
    limit: { assumed: 'That "" counts as no category.', advice: 'Leave the key out.' },
  },
  'reimbursable-by-default': {
    statement: 'By default, an expense is reimbursable and not billable.',
    evidence: 'observed',
    except: { assumed: 'that it is not billable' },
    source: PRODUCTION,
    limit: { assumed: 'That an expense is not billable.', advice: 'Send both.' },
  },
  'own-expenses': {
    statement: 'An account can create expenses only for itself; the email of another person is refused, even from domain admins.',
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
    statement: 'reportID can be the base 62 id or the old decimal id, as a string or a number.',
    evidence: 'assumed',
    source: 'both were observed in reportIDList (Pipedream, 2026-07); the example of the API reference of 2018 sends a number',
    limit: { assumed: 'That the decimal id still works here, as a number too.', advice: 'Send the id that create report returned.' },
  },
  'no-dedupe': {
    statement: 'Sending an expense twice creates it twice, even with the same externalID.',
    evidence: 'observed',
    source: PRODUCTION,
  },
  'all-or-nothing': {
    statement: 'One bad expense fails the request, and none is created.',
    evidence: 'assumed',
    source: 'no recording of a mixed list',
    limit: {
      assumed: 'That a request is applied whole or not at all.',
      advice: 'Check which expenses exist before you send the rest again.',
    },
  },
  'list-length': {
    statement: 'A request takes 1 to 10,000 expenses.',
    evidence: 'assumed',
    source: "the limit is the emulator's own; 126 in several requests were observed",
    limit: { assumed: 'That an empty list is refused. 10,000 is a limit of the emulator.', advice: 'Send batches of a hundred.' },
  },
  amounts: {
    statement: 'An amount is a whole number of cents, as a number or a string of digits; it may be negative.',
    evidence: 'documented',
    except: { assumed: 'that text and negative amounts are accepted' },
    source: 'API reference: Integer, in cents',
    limit: { assumed: 'That digits in a string and negative amounts are accepted.', advice: 'Send a positive JSON number.' },
  },
  currencies: {
    statement: 'A currency is three capital letters.',
    evidence: 'documented',
    except: { assumed: 'that lowercase letters are refused and any three letters are accepted' },
    source: 'API reference',
    limit: { assumed: 'That lowercase letters are refused; that any three letters are accepted.', advice: 'Send ISO 4217 codes.' },
  },
  'fills-in-by-rule': {
    statement: "If an expense has no tag or billable, the employee's expense rules on the policy fill them in.",
    evidence: 'assumed',
    source: 'the reference does not say to which expenses rules apply',
    limit: { assumed: 'That rules apply to expenses made by this job; that the newest rule wins.', advice: 'Send tag and billable.' },
  },
  'names-kept': {
    statement: 'A category or tag that the policy does not have is kept as sent.',
    evidence: 'assumed',
    source: 'no recording exists',
    limit: { assumed: 'That such a value is neither refused nor dropped.', advice: 'Send names that get policy lists.' },
  },
} as const satisfies Record<string, Rule>;
