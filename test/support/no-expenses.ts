/** The documents of a company without reports, what goes with them, and sessions. */
export const NO_EXPENSES = {
  domainCards: [],
  reports: [],
  expenses: [],
  expenseRules: [],
  tagApprovers: [],
  exportLabels: [],
  files: [],
  sessions: [],
};
