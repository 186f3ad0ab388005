import type { Overview } from '../../overview.js';
import { Button } from '../ui/button.js';
import { Icon, type IconName } from '../ui/icon.js';

/** The path of the real service's page for credentials. */
export const INTEGRATIONS = '/tools/integrations/';

type Counts = Pick<Overview, 'requests' | 'faults' | 'mails'>;

interface Entry {
  readonly name: IconName;
  readonly title: string;
  readonly href?: string;
  readonly count?: keyof Counts;
}

/** What happens, what there is, what can be changed, and what can be tried. */
const GROUPS: readonly (readonly Entry[])[] = [
  [
    { name: 'requests', title: 'Requests', count: 'requests' },
    { name: 'outbox', title: 'Outbox', count: 'mails' },
  ],
  [
    { name: 'company', title: 'Company' },
    { name: 'reports', title: 'Reports' },
    { name: 'expenses', title: 'Expenses' },
    { name: 'files', title: 'Files' },
  ],
  [
    { name: 'faults', title: 'Faults', count: 'faults' },
    { name: 'clock', title: 'Clock' },
    { name: 'integrations', title: 'Integrations', href: INTEGRATIONS },
  ],
  [
    { name: 'templates', title: 'Templates' },
    { name: 'contracts', title: 'Contracts' },
    { name: 'flows', title: 'Flows' },
  ],
];

/** Links to all pages: a column beside the page, or on a narrow screen a list that the button in the header opens. */
export function Navigation({ current, overview }: { current: string; overview: Overview | undefined }) {
  return (
    <nav id={PAGES} class="nav" aria-label="Pages" popover="auto" onClick={close}>
      {GROUPS.map((group, index) => (
        <>
          {index > 0 && <hr />}
          {group.map(({ name, title, href = `/#/${name}`, count }) => (
            <a key={name} href={href} aria-current={current === name ? 'page' : undefined}>
              <Icon name={name} />
              {title}
              <Count number={count === undefined ? 0 : (overview?.[count] ?? 0)} isAlert={count === 'faults'} />
            </a>
          ))}
        </>
      ))}
    </nav>
  );
}

const PAGES = 'pages';

/** Opens the list of pages. The browser closes it: on Esc, and on a click elsewhere. */
export function NavigationButton() {
  return (
    <Button class="ghost only-icon narrow" aria-label="Pages" popovertarget={PAGES}>
      <Icon name="menu" />
    </Button>
  );
}

function close({ currentTarget }: Event & { readonly currentTarget: HTMLElement }): void {
  if (currentTarget.matches(':popover-open')) currentTarget.hidePopover();
}

/** The space before it is part of what a screen reader says. */
function Count({ number, isAlert }: { number: number; isAlert: boolean }) {
  if (number === 0) return null;
  return (
    <>
      {' '}
      <span class={isAlert ? 'count alert' : 'count'}>{number > 9999 ? '9999+' : number}</span>
    </>
  );
}
