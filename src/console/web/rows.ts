import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ShownRow } from '../read-rows.js';
import { ask } from './api.js';
import { useNews } from './hooks.js';

const PAGE = 200;

interface Loaded<D, F> {
  /** The request that the pages belong to: pages of one turn go together. */
  readonly turn: number;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly ShownRow<D, F>[]>;
}

export interface Rows<D, F> {
  /** Undefined until the first response. */
  readonly total: number | undefined;
  /** Contains undefined for rows that are not loaded yet. */
  readonly items: readonly (ShownRow<D, F> | undefined)[];
  readonly problem: string | undefined;
  readonly onSeen: (first: number, last: number) => void;
}

/** Builds a query without the empty parameters. */
export function queryOf(filters: Readonly<Record<string, string | undefined>>): string {
  return new URLSearchParams(Object.entries(filters).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))).toString();
}

/** The rows of a collection, newest first. Only visible pages are loaded, and they are reloaded when anything changes. */
export function useRows<D, F = undefined>(path: string, query: string): Rows<D, F> {
  const [loaded, setLoaded] = useState<Loaded<D, F>>();
  const [problem, setProblem] = useState<string>();
  const seen = useRef<readonly number[]>([0]);
  const asked = useRef(new Set<number>());
  const turn = useRef(0);
  const load = async (pages: readonly number[]): Promise<void> => {
    const mine = turn.current;
    for (const page of pages) asked.current.add(page);
    const answers = await Promise.all(
      pages.map((page) =>
        ask<{ total: number; rows: ShownRow<D, F>[] }>(`${path}?${query}&order=newest&limit=${PAGE}&offset=${page * PAGE}`),
      ),
    );
    // A response that arrives after a later request was sent is stale.
    if (mine !== turn.current) return;
    setLoaded((known) => {
      const others = known?.turn === mine ? known.pages : [];
      const found = pages.map((page, index) => [page, answers[index]?.rows ?? []] as const);
      return { turn: mine, total: answers[0]?.total ?? 0, pages: new Map([...others, ...found]) };
    });
    setProblem(undefined);
  };
  const start = (pages: readonly number[]): void => {
    const mine = turn.current;
    load(pages).catch((error: Error) => mine === turn.current && setProblem(error.message));
  };
  const refresh = (pages: readonly number[]): void => {
    turn.current++;
    asked.current = new Set();
    start(pages);
  };
  useEffect(() => refresh([0]), [path, query]);
  useNews('world', () => refresh(seen.current));
  const onSeen = useCallback(
    (first: number, last: number) => {
      seen.current = pagesOf(first, last);
      const missing = seen.current.filter((page) => !asked.current.has(page));
      if (missing.length > 0) start(missing);
    },
    [path, query],
  );
  const items = useMemo(() => itemsOf(loaded), [loaded]);
  return { total: loaded?.total, items, problem, onSeen };
}

function pagesOf(first: number, last: number): number[] {
  const start = Math.floor(first / PAGE);
  return Array.from({ length: Math.max(1, Math.ceil(last / PAGE) - start) }, (_, index) => start + index);
}

function itemsOf<D, F>(loaded: Loaded<D, F> | undefined): readonly (ShownRow<D, F> | undefined)[] {
  return Array.from({ length: loaded?.total ?? 0 }, (_, index) => loaded?.pages.get(Math.floor(index / PAGE))?.[index % PAGE]);
}
