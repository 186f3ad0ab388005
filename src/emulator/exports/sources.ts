/** The sources of the attributes of templates. */

export const REFERENCE = 'export template reference';
export const RECONCILIATION = 'API reference, templates for reconciliation';
export const SCRIPT = 'Expensify/Integrations, everything_csv.fm, 2017';
export const PUBLIC_TEMPLATES = 'public templates of users, 2017–2026';
export const HELP = 'Expensify/App, help articles and issues, 2026';
