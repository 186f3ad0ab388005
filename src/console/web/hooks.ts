import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { debounce } from '../../runtime/timer.js';
import { ask, isDeleting, onNews } from './api.js';
import { dateTime } from './date-time.js';
import { toast } from './ui/toast.js';

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
    const soon = debounce(() => (isDeleting() ? soon.trigger() : latest.current()), CALM_MS);
    const end = onNews(event, soon.trigger);
    return () => {
      soon.cancel();
      end();
    };
  }, [event]);
}

/** The time of the emulator's clock, such as 2026-01-31 09:00:00. Undefined until it is loaded. */
export function useNow(): string | undefined {
  const { data } = useResource<{ now: string }>('clock');
  return data && dateTime(data.now);
}

/** What an action says when it is done. */
export interface Done {
  readonly text: string;
  /** How it is undone. */
  readonly undo?: () => Promise<unknown>;
  /** True if what was tried ended badly. */
  readonly isBad?: boolean;
}

type Work = () => Promise<string | Done | undefined>;

/** Runs the action of a button. A toast says that it is done, and the notice says that it is under way, or why it failed. */
export function useAction(): { readonly run: (work: Work) => void; readonly notice: Notice } {
  const [notice, setNotice] = useState<Notice>({ isBusy: false });
  const run = (work: Work): void => {
    setNotice({ isBusy: true });
    work().then(
      (done) => {
        setNotice({ isBusy: false });
        if (typeof done === 'string') toast(done);
        if (typeof done !== 'object') return;
        const { text, undo, isBad = false } = done;
        toast(text, { isBad, undo: undo && (() => run(() => undo().then(() => 'Undone.'))) });
      },
      (error: Error) => setNotice({ isBusy: false, problem: error.message }),
    );
  };
  return { run, notice };
}

export interface Notice {
  readonly isBusy: boolean;
  readonly problem?: string | undefined;
}
