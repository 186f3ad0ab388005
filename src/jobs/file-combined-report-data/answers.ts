import type { Answer } from '../../protocol/evidence.js';
import { templateAnswers } from '../../protocol/template-answers.js';

export const fileCombinedReportDataAnswers = {
  exported: {
    responseCode: 200,
    evidence: 'recorded',
    source: 'expensify-rs replay fixtures, 2026-08: the file name alone, without a line break',
  },
  'exported-several': {
    responseCode: 200,
    evidence: 'observed',
    except: { assumed: 'that all names share one random part' },
    source: 'Danidani23/go-expensify-client, 2024-08, and an HR product in production, 2026-08: names separated by commas',
    limit: { assumed: 'That all files of an export share one random part.', advice: 'Split the response at its commas.' },
  },
  'no-immediate-response': {
    responseCode: 500,
    isBare: true,
    evidence: 'observed',
    except: { assumed: 'that it is an HTTP status without a body' },
    source: 'BilalAtique/expensify-mcp README, 2026-07: without onReceive the request blocks and then fails with a bare 500',
    limit: {
      assumed: 'An HTTP status without a body. The live service keeps the request waiting first; the emulator does not.',
      advice: 'Send onReceive.',
    },
  },
  'no-template': {
    responseCode: 410,
    responseMessage: 'No Template Submitted',
    evidence: 'observed',
    source: 'airbyte source-expensify, 2026',
  },
  'missing-filter': {
    responseCode: 410,
    responseMessage: "'filters' object malformed",
    evidence: 'observed',
    except: { assumed: 'the wording' },
    source: 'PipedreamHQ/pipedream, 2026-07: 410 for reportState alone; body not kept',
    limit: { assumed: 'The wording. 410 was observed.', advice: 'Send reportIDList, startDate or approvedAfter.' },
  },
  'end-date': {
    responseCode: 410,
    responseMessage: "'endDate' parameter is missing or malformed",
    evidence: 'assumed',
    source: 'the API reference requires endDate when startDate or approvedAfter is more than a year ago; only with the quirk `end-date`',
    limit: { assumed: 'Code and wording.', advice: 'Ask for one year at most.' },
  },
  'not-authorized-as-employee': {
    responseCode: 500,
    responseMessage: 'Not authorized to authenticate as user {employeeEmail}',
    evidence: 'assumed',
    source: 'documented for create report; the reference restricts employeeEmail to certain domains',
    limit: { assumed: 'Code and wording, from create report.', advice: 'Branch on the code.' },
  },
  'open-reports-of-employee': {
    responseCode: 410,
    responseMessage: "'reportState' parameter is missing or malformed",
    evidence: 'documented',
    except: { assumed: 'the code and the wording' },
    source: 'API reference: with employeeEmail, reports in the OPEN status cannot be exported',
    limit: { assumed: 'That asking for OPEN is refused, with this code and wording.', advice: 'Leave OPEN out.' },
  },
  'template-error': {
    responseCode: 500,
    responseMessage: 'Could not render template',
    evidence: 'observed',
    except: { assumed: 'the code and the wording' },
    source: 'carlosonunez/expensify_spend_tracker, 2020: the error only says that the template could not be rendered',
    limit: {
      assumed: 'Code and wording.',
      advice: 'Render the template with this emulator first: its advisory gives the line and column.',
    },
  },
  ...templateAnswers,
} as const satisfies Record<string, Answer>;
