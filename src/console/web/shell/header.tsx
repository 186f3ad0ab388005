import type { Overview } from '../../overview.js';
import { Button } from '../ui/button.js';
import { CopyButton } from '../ui/copy-button.js';
import { Icon } from '../ui/icon.js';
import { useTicking } from '../use-clock.js';
import { Connection } from './connection.js';
import { NavigationButton } from './navigation.js';
import { ThemeSwitch } from './theme-switch.js';

/** Where the emulator is, what time it thinks it is, and whether the page is up to date. */
export function Header({ overview, onHelp }: { overview: Overview | undefined; onHelp: () => void }) {
  const { version, endpoint, isStopped = false } = overview ?? {};
  const now = useTicking(overview?.now, isStopped);
  return (
    <header class="top">
      <NavigationButton />
      <a class="brand" href={`${location.origin}/#/requests`}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <rect width="24" height="24" rx="6" />
          <path d="M8 7h8M8 12h6M8 17h8" />
        </svg>
        Expensify emulator <small>{version}</small>
      </a>
      {endpoint !== undefined && (
        <div class="endpoint">
          <code>{endpoint}</code>
          <CopyButton text={endpoint} what="endpoint" />
        </div>
      )}
      <div class="spring" />
      <a class="now" href="/#/clock" title={isStopped ? 'The clock is frozen' : 'The clock is running'}>
        <Icon name="clock" />
        <span>{now === undefined ? '…' : `${now} UTC`}</span>
        {isStopped && <b class="badge warn">frozen</b>}
      </a>
      <Connection />
      <Button class="ghost only-icon" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={onHelp}>
        ?
      </Button>
      <ThemeSwitch />
    </header>
  );
}
