import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ask, onNews } from './api.js';

export interface Resource<T> {
  readonly data: T | undefined;
  readonly problem: string | undefined;
  readonly reload: () => void;
}

/** Loads a resource of the console, and loads it again when the world or the journal changes. */
export function useResource<T>(path: string, news?: 'exchange' | 'world'): Resource<T> {
  const [data, setData] = useState<T>();
  const [problem, setProblem] = useState<string>();
  const asked = useRef(0);
  const reload = useCallback(() => {
    const turn = ++asked.current;
    ask<T>(path).then(
      // A response that arrives after a later request was sent is stale.
      (answer) => {
        if (turn !== asked.current) return;
        setData(answer);
        setProblem(undefined);
      },
      (error: Error) => turn === asked.current && setProblem(error.message),
    );
  }, [path]);
  useEffect(reload, [reload]);
  useNews(news, reload);
  return { data, problem, reload };
}

const CALM_MS = 250;

/** Runs `task` soon after an event, and only once for a burst of events. */
export function useNews(event: 'exchange' | 'world' | undefined, task: () => void): void {
  const latest = useRef(task);
  latest.current = task;
  useEffect(() => {
    if (event === undefined) return undefined;
    let timer: number | undefined;
    const end = onNews(event, () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        latest.current();
      }, CALM_MS);
    });
    return () => {
      window.clearTimeout(timer);
      end();
    };
  }, [event]);
}

/** The time of the emulator's clock, such as 2026-01-31 09:00:00. Undefined until it is loaded. */
export function useNow(): string | undefined {
  const { data } = useResource<{ now: string }>('clock');
  return data?.now.slice(0, 19).replace('T', ' ');
}

/** The segments of the page's address after #/. */
export function useRoute(): readonly string[] {
  const read = (): string[] => location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const follow = (): void => setRoute(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

/** Runs the action of a button, and keeps its state, its result and its error. */
export function useAction(): { readonly run: (work: () => Promise<string | undefined>) => void; readonly notice: Notice } {
  const [notice, setNotice] = useState<Notice>({ isBusy: false });
  const run = (work: () => Promise<string | undefined>): void => {
    setNotice({ isBusy: true });
    work().then(
      (said) => setNotice({ isBusy: false, said }),
      (error: Error) => setNotice({ isBusy: false, problem: error.message }),
    );
  };
  return { run, notice };
}

export interface Notice {
  readonly isBusy: boolean;
  readonly said?: string | undefined;
  readonly problem?: string | undefined;
}
