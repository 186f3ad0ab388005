import { render } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { Overview } from '../overview.js';
import { useNews, useResource } from './hooks.js';
import { PageOf } from './page-of.js';
import { useRoute } from './route.js';
import { Header } from './shell/header.js';
import { Help } from './shell/help.js';
import { INTEGRATIONS, Navigation } from './shell/navigation.js';
import { useShortcuts } from './shell/shortcuts.js';
import { applyTheme, readTheme } from './shell/theme.js';
import { Button } from './ui/button.js';
import { Questions } from './ui/confirm.js';
import { Toasts } from './ui/toast.js';

function App() {
  const { path } = useRoute();
  const [page = '', ...rest] = path;
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  useShortcuts(useCallback(() => setIsHelpOpen(true), []));
  const { data, reload } = useResource<Overview>('overview', 'exchange');
  useNews('world', reload);
  const isIntegrations = location.pathname.startsWith(INTEGRATIONS.slice(0, -1));
  const current = isIntegrations ? 'integrations' : page || 'requests';
  return (
    <div class="app">
      <Button class="skip" onClick={skip}>
        Skip to content
      </Button>
      <Header overview={data} onHelp={() => setIsHelpOpen(true)} />
      <Navigation current={current} overview={data} />
      <PageOf name={current} rest={rest} />
      {isHelpOpen && <Help onClose={() => setIsHelpOpen(false)} />}
      <Questions />
      <Toasts />
    </div>
  );
}

/** A button and not a link: a link to #main would change the route, which is in the fragment too. A page with a list is about its list. */
function skip(): void {
  const main = document.getElementById('main');
  (main?.querySelector<HTMLElement>('[role="listbox"]') ?? main)?.focus();
}

applyTheme(readTheme());
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
