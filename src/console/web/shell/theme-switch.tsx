import { useState } from 'preact/hooks';
import { Button } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { applyTheme, nextTheme, readTheme } from './theme.js';

const ICONS = { auto: 'auto', light: 'sun', dark: 'moon' } as const;

/** Goes from the system's theme to light, dark and back. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme);
  const change = (): void => {
    const next = nextTheme(theme);
    applyTheme(next);
    setTheme(next);
  };
  return (
    <Button class="ghost only-icon" aria-label={`Theme: ${theme}`} title={`Theme: ${theme}`} onClick={change}>
      <Icon name={ICONS[theme]} />
    </Button>
  );
}
