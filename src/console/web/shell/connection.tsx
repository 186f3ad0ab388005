import { useEffect, useState } from 'preact/hooks';
import { onConnection } from '../api.js';

/** Whether the page hears of what happens. The browser tries again by itself. */
export function Connection() {
  const [isLive, setIsLive] = useState<boolean>();
  useEffect(() => onConnection(setIsLive), []);
  const [name, text] = isLive === undefined ? ['', 'Connecting'] : isLive ? [' live', 'Live'] : [' lost', 'Connection lost'];
  return (
    <div class={`link${name}`} title={text}>
      <span>{text}</span>
    </div>
  );
}
