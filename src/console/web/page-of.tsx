import { ClockPage } from './clock.js';
import { CompanyPage } from './company/company.js';
import { ContractsPage } from './contracts/contracts.js';
import { ExpensesPage } from './expenses.js';
import { FaultsPage } from './faults/faults.js';
import { FilesPage } from './files.js';
import { FlowsPage } from './flows/flows.js';
import { GuidePage } from './guide/guide.js';
import { IntegrationsPage } from './integrations.js';
import { OutboxPage } from './outbox.js';
import { ReportsPage } from './reports.js';
import { RequestsPage } from './requests/requests.js';
import { TemplatesPage } from './templates.js';

/** The page with this name, or the Requests page. */
export function PageOf({ name, rest }: { name: string; rest: readonly string[] }) {
  switch (name) {
    case 'integrations':
      return <IntegrationsPage />;
    case 'company':
      return <CompanyPage id={rest[0]} />;
    case 'reports':
      return <ReportsPage company={rest[0]} selected={rest[1]} />;
    case 'expenses':
      return <ExpensesPage company={rest[0]} selected={rest[1]} />;
    case 'files':
      return <FilesPage company={rest[0]} />;
    case 'templates':
      return <TemplatesPage company={rest[0]} />;
    case 'faults':
      return <FaultsPage />;
    case 'clock':
      return <ClockPage />;
    case 'outbox':
      return <OutboxPage id={rest[0]} />;
    case 'guide':
      return <GuidePage page={rest.join('/')} />;
    case 'contracts':
      return <ContractsPage />;
    case 'flows':
      return <FlowsPage />;
    default:
      return <RequestsPage selected={rest[0]} />;
  }
}
