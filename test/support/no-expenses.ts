/** The documents of a company without reports, related data and sessions. */
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
