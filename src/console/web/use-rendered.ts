import { useEffect, useRef, useState } from 'preact/hooks';
import { after } from '../../runtime/timer.js';
import { messageOf } from '../../util/error-message.js';
import type { RenderedTemplate } from '../templates.js';
import { ask } from './api.js';
import { useNews } from './hooks.js';

export interface TemplateChoice {
  readonly company: string;
  readonly kind: 'export' | 'reconciliation';
  readonly template: string;
  /** A status, or undefined for all reports. Always undefined for a reconciliation. */
  readonly status?: string;
  readonly reports?: readonly string[];
}

export interface Rendering {
  readonly result: RenderedTemplate | undefined;
  /** The last output, of this template or an earlier one. */
  readonly output: string | undefined;
  readonly problem: string | undefined;
  /** True while the user types or the console renders. */
  readonly isBusy: boolean;
}

const CALM_MS = 250;

/** Renders a template soon after it was changed. A newer render cancels one that is still running. */
export function useRendered(choice: TemplateChoice): Rendering {
  const [rendering, setRendering] = useState<Rendering>({ result: undefined, output: undefined, problem: undefined, isBusy: true });
  const [changes, setChanges] = useState(0);
  const body = JSON.stringify(choice);
  const isFirst = useRef(true);
  useNews('world', () => setChanges((count) => count + 1));
  useEffect(() => {
    const running = new AbortController();
    const render = async (): Promise<void> => {
      try {
        const result = await ask<RenderedTemplate>('templates/render', { body: choice, signal: running.signal });
        setRendering((known) => ({ result, output: result.output ?? known.output, problem: undefined, isBusy: false }));
      } catch (error) {
        if (running.signal.aborted) return;
        setRendering((known) => ({ ...known, result: undefined, problem: messageOf(error), isBusy: false }));
      }
    };
    const cancel = after(isFirst.current ? 0 : CALM_MS, render);
    isFirst.current = false;
    setRendering((known) => ({ ...known, isBusy: true }));
    return () => {
      cancel();
      running.abort();
    };
  }, [body, changes]);
  return rendering;
}
