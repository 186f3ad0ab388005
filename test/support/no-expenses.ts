/** The documents of a company without reports and what goes with them. */
export const NO_EXPENSES = { domainCards: [], reports: [], expenses: [], expenseRules: [], tagApprovers: [], exportLabels: [], files: [] };
