export { CONTRACTS_FOLDER, type LoadedInteraction, loadContracts } from './load.js';
export type { Provider, Session } from './provider.js';
export { type ReportOptions, toJUnit, toSummary, toTable } from './report.js';
export type { Interaction } from './schema.js';
export { type Verdict, verifyInteraction } from './verify.js';
