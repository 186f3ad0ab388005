import type { Rule } from '../../protocol/evidence.js';
import type { Quirks } from '../../protocol/quirks.js';

const REFERENCE = 'API reference, Report Exporter';

export const fileCombinedReportDataRules = {
  'file-names': {
    statement: 'A file is named by fileBasename (default `export`), a UUID and the extension, with nothing in between.',
    evidence: 'recorded',
    except: { assumed: 'a fileBasename other than the default, and that one of signs which no file name can hold is changed' },
    source: 'expensify-rs replay fixtures, 2026-08',
    limit: {
      assumed: 'That `/ \\ : * ? " < > | ,` and control characters of fileBasename become `_`, and that it is cut at 100 characters.',
      advice: 'Use letters, digits, - and _.',
    },
  },
  'several-extensions': {
    statement: 'fileExtension may name several, as a list or separated by commas: a file of each is made, named in that order.',
    evidence: 'documented',
    except: { assumed: 'how several are written' },
    source: REFERENCE,
    limit: { assumed: 'How several extensions are written: a JSON list, or one text with commas.', advice: 'Ask for one at a time.' },
  },
  'pdf-names': {
    statement: 'Of pdf there is a file for each report, named by the decimal id of the report behind the UUID.',
    evidence: 'observed',
    except: { assumed: 'that without reports the answer is empty' },
    source: 'an HR product in production, 2026-08; the reference says one file for each report',
    limit: { assumed: 'That pdf alone answers nothing at all when no report matches.', advice: 'Look at the answer before downloading.' },
  },
  'submitted-or-created': {
    statement:
      'startDate and endDate are compared with the day on which a report was submitted or created, whichever was later; both days included.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'approved-after': {
    statement: 'approvedAfter leaves out reports approved on or before that day; reports that were never approved stay.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'report-ids': {
    statement: 'reportIDList takes both forms of an id; ids that name no report the account sees are passed over.',
    evidence: 'observed',
    except: { assumed: 'that unknown ids are passed over' },
    source: 'PipedreamHQ/pipedream, 2026-07',
    limit: { assumed: 'That unknown ids are passed over.', advice: 'Compare what came with what you asked for.' },
  },
  'policy-ids': {
    statement: 'policyIDList, a text with commas, leaves reports on these policies only.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'marked-as-exported': {
    statement: 'markedAsExported leaves out reports that were marked with that label before.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'report-states': {
    statement: 'OPEN, SUBMITTED, APPROVED, REIMBURSED and ARCHIVED are Open, Processing, Approved, Reimbursed and Closed on the site.',
    evidence: 'documented',
    source: REFERENCE,
  },
  limit: {
    statement: 'limit, a number or a text of digits, is the most reports that are exported: the first in the order in which they came.',
    evidence: 'documented',
    except: { assumed: 'which reports these are' },
    source: `${REFERENCE}; clients send a number too`,
    limit: { assumed: 'Which reports a limit leaves.', advice: 'Do not rely on it.' },
  },
  'visible-reports': {
    statement:
      'An account exports its own reports, those it approved or is asked to approve, and those on policies of which it is admin or auditor.',
    evidence: 'assumed',
    source: 'nobody has published which reports an export sees',
    limit: { assumed: 'Which reports an account sees.', advice: "Export with a policy admin's credentials." },
  },
  'employee-email': {
    statement: 'employeeEmail exports what that account sees, but no open reports; a domain admin may name people of their domains.',
    evidence: 'documented',
    except: { assumed: 'who may use it' },
    source: REFERENCE,
    limit: {
      assumed: 'That domain admins may use employeeEmail, for addresses in their domains.',
      advice: 'Ask Expensify for the permission.',
    },
  },
  'no-reports': {
    statement: 'Without a report the template is run all the same, with an empty list.',
    evidence: 'observed',
    except: { assumed: 'that it is so for every extension but pdf' },
    source: 'PipedreamHQ/pipedream, 2026-07: an empty JSON list means that no report was found; body not kept',
    limit: { assumed: 'That every extension but pdf makes a file without reports.', advice: 'Let the template print what it found.' },
  },
  'ignored-errors': {
    statement: 'What fails while a template runs prints nothing, and the rest goes on.',
    evidence: 'documented',
    except: { assumed: 'which errors are ignored' },
    source: 'Expensify help article on the API: a bare boolean prints nothing',
    limit: { assumed: 'That every error at run time is ignored.', advice: 'Mend what the advisory `template-errors-ignored` names.' },
  },
  'default-template': {
    statement: 'The word `default` as a template makes spreadsheets of a table of expenses; as any other file it is that word.',
    evidence: 'observed',
    except: { assumed: 'the columns, and what other files hold' },
    source: 'PipedreamHQ/pipedream, 2026-07: xlsx, xls and pdf work on their own',
    limit: { assumed: 'The columns of the table, and that other files hold the word.', advice: 'Send a template of your own.' },
  },
  workbooks: {
    statement: 'xls and xlsx are workbooks of the lines and cells that the template printed as CSV.',
    evidence: 'documented',
    except: { assumed: 'that the template prints CSV for them, and which cells are numbers' },
    source: `${REFERENCE}: its example exports to xlsx with a template that prints CSV`,
    limit: {
      assumed: 'That a workbook is made of the CSV which the template prints, and which of its cells are numbers.',
      advice: 'Format columns after the import.',
    },
  },
  pdf: {
    statement:
      'A PDF shows the expenses of a report, and with includeFullPageReceiptsPdf a page for each receipt, whatever the template says.',
    evidence: 'observed',
    source: 'an HR product in production, 2026-08',
  },
  test: {
    statement: 'With test set to "true" or true the actions of onFinish are not run.',
    evidence: 'documented',
    except: { assumed: 'that a JSON true counts' },
    source: REFERENCE,
    limit: { assumed: 'That a JSON true counts.', advice: 'Send the text "true".' },
  },
  'on-finish-email': {
    statement: 'onFinish sends an email to its recipients; its message may be a template with the list `filenames`.',
    evidence: 'documented',
    except: { assumed: 'the subject, and the text without a message' },
    source: `${REFERENCE}; Danidani23/go-expensify-client, 2024-08, never got one`,
    limit: { assumed: 'The subject, and the text of an email without a message.', advice: 'Wait for the file, not for the email.' },
  },
  'on-finish-mark': {
    statement: 'markAsExported marks the exported reports with a label, and notes it in their history.',
    evidence: 'documented',
    except: { assumed: 'the line of the history' },
    source: REFERENCE,
    limit: { assumed: 'That the history says EXPORTED with the label.', advice: 'Filter by markedAsExported.' },
  },
  'on-finish-upload': {
    statement: 'sftpUpload writes the files into the home directory of the login, once the request is answered.',
    evidence: 'documented',
    except: { assumed: 'that the answer does not wait for it' },
    source: REFERENCE,
    limit: {
      assumed: 'That the answer does not wait for the upload. The emulator contacts allowed hosts only; its outbox says how it went.',
      advice: 'Look for the file on your server.',
    },
  },
} as const satisfies Record<string, Rule>;

export const fileCombinedReportDataQuirks = {
  'end-date': {
    statement: 'What becomes of a period of more than a year',
    values: ['accepted', 'refused'],
    evidence: 'observed',
    source:
      'API reference since 2024-12: endDate is required if startDate or approvedAfter is over a year ago, and the range is a year at most; PipedreamHQ/pipedream, 2026-07, sends a startDate of 2000 without endDate',
    limit: { assumed: 'That a period of more than a year is accepted.', advice: 'Ask for a year at most.' },
  },
} as const satisfies Quirks;
