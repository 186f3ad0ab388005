import { render } from 'preact';
import { ClockPage } from './clock.js';
import { CompanyPage } from './company.js';
import { ContractsPage } from './contracts.js';
import { ExpensesPage } from './expenses.js';
import { FaultsPage } from './faults.js';
import { FilesPage } from './files.js';
import { FlowsPage } from './flows.js';
import { useRoute } from './hooks.js';
import { IntegrationsPage } from './integrations.js';
import { OutboxPage } from './outbox.js';
import { ReportsPage } from './reports.js';
import { RequestsPage } from './requests.js';
import { TemplatesPage } from './templates.js';

const PAGES = [
  ['requests', 'Requests'],
  ['company', 'Company'],
  ['reports', 'Reports'],
  ['expenses', 'Expenses'],
  ['files', 'Files'],
  ['templates', 'Templates'],
  ['faults', 'Faults'],
  ['clock', 'Clock'],
  ['outbox', 'Outbox'],
  ['contracts', 'Contracts'],
  ['flows', 'Flows'],
] as const;

/** The path of the real service's page for credentials. */
const INTEGRATIONS = '/tools/integrations/';

function App() {
  const [page = '', ...rest] = useRoute();
  const isIntegrations = location.pathname.startsWith(INTEGRATIONS.slice(0, -1));
  const current = isIntegrations ? 'integrations' : page || 'requests';
  return (
    <>
      <button type="button" class="skip" onClick={focusMain}>
        Skip to content
      </button>
      <header>
        <a class="brand" href="/#/requests">
          Expensify emulator
        </a>
        <nav aria-label="Pages">
          {PAGES.map(([name, title]) => (
            <a key={name} href={`/#/${name}`} aria-current={current === name ? 'page' : undefined}>
              {title}
            </a>
          ))}
          <a href={INTEGRATIONS} aria-current={isIntegrations ? 'page' : undefined}>
            Integrations
          </a>
        </nav>
      </header>
      {isIntegrations ? <IntegrationsPage /> : pageOf(current, rest)}
    </>
  );
}

/** A button and not a link: a link to #main would change the route, which is in the fragment too. */
function focusMain(): void {
  document.getElementById('main')?.focus();
}

function pageOf(name: string, rest: readonly string[]) {
  switch (name) {
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
    case 'contracts':
      return <ContractsPage />;
    case 'flows':
      return <FlowsPage />;
    default:
      return <RequestsPage selected={rest[0]} />;
  }
}

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
