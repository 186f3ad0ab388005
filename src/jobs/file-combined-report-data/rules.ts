import type { Rule } from '../../protocol/evidence.js';
import type { Quirks } from '../../protocol/quirks.js';

const REFERENCE = 'API reference, Report Exporter';

export const fileCombinedReportDataRules = {
  'file-names': {
    statement: 'A file name consists of fileBasename (default `export`), a UUID and the extension, without separators.',
    evidence: 'recorded',
    except: { assumed: 'a fileBasename other than the default, and that characters which file names cannot contain are replaced' },
    source: 'expensify-rs replay fixtures, 2026-08',
    limit: {
      assumed: 'That `/ \\ : * ? " < > | ,` and control characters in fileBasename become `_`, and that it is cut at 100 characters.',
      advice: 'Use letters, digits, - and _.',
    },
  },
  'several-extensions': {
    statement:
      'fileExtension can be a list, or several extensions separated by commas. The export makes a file for each, and the response names them in that order.',
    evidence: 'documented',
    except: { assumed: 'how several extensions are written' },
    source: REFERENCE,
    limit: { assumed: 'How several extensions are written: a JSON list, or one string with commas.', advice: 'Ask for one at a time.' },
  },
  'pdf-names': {
    statement: 'With pdf, the export makes a file for each report, with the decimal id of the report after the UUID.',
    evidence: 'observed',
    except: { assumed: 'that the response is empty if there are no reports' },
    source: 'an HR product in production, 2026-08; the reference says one file for each report',
    limit: {
      assumed: 'That the response to pdf alone is empty when no report matches.',
      advice: 'Check that the response is not empty before you download.',
    },
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
    statement: 'reportIDList accepts both forms of an id; ids of unknown reports, and of reports the account cannot see, are ignored.',
    evidence: 'observed',
    except: { assumed: 'that unknown ids are ignored' },
    source: 'PipedreamHQ/pipedream, 2026-07',
    limit: { assumed: 'That unknown ids are ignored.', advice: 'Compare the exported reports with your list.' },
  },
  'policy-ids': {
    statement: 'policyIDList, a string of ids separated by commas, exports only reports on these policies.',
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
    statement: 'limit, a number or a string of digits, is the maximum number of reports. The reports that were added first are exported.',
    evidence: 'documented',
    except: { assumed: 'which reports these are' },
    source: `${REFERENCE}; clients send a number too`,
    limit: { assumed: 'Which reports are exported when there are more than limit.', advice: 'Do not rely on it.' },
  },
  'visible-reports': {
    statement:
      'An account exports its own reports, those it approved or should approve, and those on policies where it is an admin or auditor.',
    evidence: 'assumed',
    source: 'Expensify does not document which reports an export includes',
    limit: { assumed: 'Which reports an account can export.', advice: "Export with a policy admin's credentials." },
  },
  'employee-email': {
    statement: 'employeeEmail exports the reports of that account, except open ones. Domain admins can use it for people in their domains.',
    evidence: 'documented',
    except: { assumed: 'who may use it' },
    source: REFERENCE,
    limit: {
      assumed: 'That domain admins may use employeeEmail, for addresses in their domains.',
      advice: 'Ask Expensify for the permission.',
    },
  },
  'no-reports': {
    statement: 'If no report matches, the template runs with an empty list.',
    evidence: 'observed',
    except: { assumed: 'that this applies to every extension except pdf' },
    source: 'PipedreamHQ/pipedream, 2026-07: an empty JSON list means that no report matched; body not kept',
    limit: { assumed: 'That every extension but pdf produces a file without reports.', advice: 'Let the template print what it found.' },
  },
  'ignored-errors': {
    statement: 'A directive or interpolation that fails prints nothing, and the template continues.',
    evidence: 'documented',
    except: { assumed: 'which errors are ignored' },
    source: 'Expensify help article on the API: a bare boolean prints nothing',
    limit: {
      assumed: 'That every runtime error is ignored.',
      advice: 'Fix the errors named in the advisory `template-errors-ignored`.',
    },
  },
  'default-template': {
    statement: 'With the word `default` as the template, spreadsheets contain a table of expenses; other files contain that word.',
    evidence: 'observed',
    except: { assumed: 'the columns, and what other files contain' },
    source: 'PipedreamHQ/pipedream, 2026-07: xlsx, xls and pdf work on their own',
    limit: { assumed: 'The columns of the table, and that other files contain the word.', advice: 'Send your own template.' },
  },
  workbooks: {
    statement: 'xls and xlsx are workbooks of the lines and cells that the template printed as CSV.',
    evidence: 'documented',
    except: { assumed: 'that the template prints CSV for them, and which cells are numbers' },
    source: `${REFERENCE}: its example exports to xlsx with a template that prints CSV`,
    limit: {
      assumed: 'That workbooks are converted from the CSV that the template prints, and which cells are numbers.',
      advice: 'Format columns after the import.',
    },
  },
  pdf: {
    statement:
      'A PDF shows the expenses of a report and, with includeFullPageReceiptsPdf, a page for each receipt. The template is ignored.',
    evidence: 'observed',
    source: 'an HR product in production, 2026-08',
  },
  test: {
    statement: 'If test is "true" or true, the actions of onFinish do not run.',
    evidence: 'documented',
    except: { assumed: 'that a JSON true counts' },
    source: REFERENCE,
    limit: { assumed: 'That a JSON true counts.', advice: 'Send the text "true".' },
  },
  'on-finish-email': {
    statement: 'onFinish sends an email to its recipients; its message may be a template with the list `filenames`.',
    evidence: 'documented',
    except: { assumed: 'the subject, and the text if there is no message' },
    source: `${REFERENCE}; Danidani23/go-expensify-client, 2024-08, never received one`,
    limit: { assumed: 'The subject, and the text of an email without a message.', advice: 'Wait for the file, not for the email.' },
  },
  'on-finish-mark': {
    statement: 'markAsExported marks the exported reports with a label and adds it to their history.',
    evidence: 'documented',
    except: { assumed: 'the entry in the history' },
    source: REFERENCE,
    limit: { assumed: 'That the history gets the entry EXPORTED with the label.', advice: 'Filter by markedAsExported.' },
  },
  'on-finish-upload': {
    statement: 'sftpUpload writes the files into the home directory of the login, after the response is sent.',
    evidence: 'documented',
    except: { assumed: 'that the response does not wait for it' },
    source: REFERENCE,
    limit: {
      assumed: 'That the response does not wait for the upload. The emulator only contacts allowed hosts; its outbox shows the result.',
      advice: 'Look for the file on your server.',
    },
  },
} as const satisfies Record<string, Rule>;

export const fileCombinedReportDataQuirks = {
  'end-date': {
    statement: 'Whether a period of more than a year is accepted or refused',
    values: ['accepted', 'refused'],
    evidence: 'observed',
    source:
      'API reference since 2024-12: endDate is required if startDate or approvedAfter is over a year ago, and the range is a year at most; PipedreamHQ/pipedream, 2026-07, sends a startDate of 2000 without endDate',
    limit: { assumed: 'That a period of more than a year is accepted.', advice: 'Ask for one year at most.' },
  },
  'absent-values': {
    statement:
      'What a template sees for an attribute without a value: an empty string, or a missing value, for which `!` gives its default',
    values: ['empty', 'missing'],
    evidence: 'assumed',
    source: 'public templates guard with `?has_content` or with `!`, and both work',
    limit: { assumed: 'That an attribute without a value is an empty string.', advice: 'Guard with `?has_content`.' },
  },
  'batch-size': {
    statement: 'How many reports the template gets in each batch',
    values: ['200', '20', '1'],
    evidence: 'assumed',
    source: 'API reference: addHeader is true for the first batch; the size of a batch is not documented',
    limit: { assumed: 'That a batch has 200 reports.', advice: 'Write templates whose output can be joined.' },
  },
} as const satisfies Quirks;
