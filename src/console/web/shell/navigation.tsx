import type { Overview } from '../../overview.js';
import { Button } from '../ui/button.js';
import { capital } from '../ui/capital.js';
import { Icon, type IconName } from '../ui/icon.js';

/** The path of the real service's page for credentials. */
export const INTEGRATIONS = '/tools/integrations/';

/** What happens, what there is, what can be changed, and what can be tried. */
const GROUPS = [
  ['requests', 'outbox'],
  ['company', 'reports', 'expenses', 'files'],
  ['faults', 'clock', 'integrations'],
  ['templates', 'contracts', 'flows'],
] as const satisfies readonly (readonly IconName[])[];

/** The pages whose links show a count. */
const COUNTS: Readonly<Record<string, 'requests' | 'mails' | 'faults'>> = { requests: 'requests', outbox: 'mails', faults: 'faults' };

/** Links to all pages, in a sidebar. On a narrow screen, the button in the header opens them as a menu. */
export function Navigation({ current, overview }: { current: string; overview: Overview | undefined }) {
  return (
    <nav id={PAGES} class="nav" aria-label="Pages" popover="auto" onClick={close}>
      {GROUPS.map((group, index) => (
        <>
          {index > 0 && <hr />}
          {group.map((name) => (
            <a key={name} href={name === 'integrations' ? INTEGRATIONS : `/#/${name}`} aria-current={current === name ? 'page' : undefined}>
              <Icon name={name} />
              {capital(name)}
              <Count number={countOn(name, overview)} isAlert={name === 'faults'} />
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

function countOn(name: string, overview: Overview | undefined): number {
  const count = COUNTS[name];
  return count === undefined ? 0 : (overview?.[count] ?? 0);
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
