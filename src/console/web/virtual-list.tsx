import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Quiet } from './ui/text.js';

const ROW_PX = 58;
/** Extra rows drawn outside the visible part, which hide gaps during fast scrolling. */
const MARGIN = 8;

interface Props<T, K extends string | number> {
  readonly label: string;
  /** Contains undefined for rows that are not loaded yet. */
  readonly items: readonly (T | undefined)[];
  readonly idOf: (item: T) => K;
  readonly selected: K | undefined;
  readonly onSelect: (id: K) => void;
  /** Draws a row. */
  readonly row: (item: T, above: T | undefined) => ComponentChildren;
  /** What is said above the list about the first visible item. */
  readonly head?: (item: T) => ComponentChildren;
  /** If true, arrow keys move a mark, and only Enter or a click selects. */
  readonly isMovedOnly?: true;
  /** Called with the range of drawn items. The end is exclusive. */
  readonly onSeen?: (first: number, last: number) => void;
}

/** A list of any length that draws only its visible part. Arrow keys, Home and End move the selection. */
export function VirtualList<T, K extends string | number>(props: Props<T, K>) {
  const { label, items, idOf, onSelect, head, onSeen, isMovedOnly } = props;
  const [marked, setMarked] = useState<K>();
  const selected = isMovedOnly ? (marked ?? props.selected) : props.selected;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const height = useHeight(box);
  const index = useMemo(() => items.findIndex((item) => item !== undefined && idOf(item) === selected), [items, selected]);
  useLayoutEffect(() => keepInView(box.current, index), [index]);
  useAnchor(box, items, idOf);
  const first = Math.max(0, Math.floor(top / ROW_PX) - MARGIN);
  const last = Math.min(items.length, Math.ceil((top + height) / ROW_PX) + MARGIN);
  useEffect(() => onSeen?.(first, last), [first, last, items]);
  const choose = (id: K): void => {
    setMarked(id);
    onSelect(id);
  };
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && isMovedOnly && marked !== undefined) onSelect(marked);
    const to = target(event.key, index, items.length);
    if (to === undefined || to >= items.length) return;
    event.preventDefault();
    const item = items[to];
    // The row is loaded once it is visible, and can be selected then.
    if (item === undefined) keepInView(box.current, to);
    else if (isMovedOnly) setMarked(idOf(item));
    else onSelect(idOf(item));
  };
  const topmost = items[Math.floor(top / ROW_PX)];
  return (
    <>
      {head !== undefined && topmost !== undefined && <Quiet>{head(topmost)}</Quiet>}
      <div
        ref={box}
        class="list"
        role="listbox"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={index === -1 ? undefined : `row-${selected}`}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={move}
      >
        <Drawn {...props} selected={selected} range={[first, last]} onSelect={choose} />
      </div>
    </>
  );
}

/** The rows of a range, the end of which is exclusive, at their places in the whole list. */
function Drawn<T, K extends string | number>({ items, idOf, selected, onSelect, row, range }: Props<T, K> & { range: [number, number] }) {
  const [first, last] = range;
  return (
    <div class="rows" role="presentation" style={{ height: `${items.length * ROW_PX}px` }}>
      {items.slice(first, last).map((item, offset) => {
        const at = first + offset;
        const id = item === undefined ? undefined : idOf(item);
        return (
          <div
            key={id ?? `unloaded-${at}`}
            id={id === undefined ? undefined : `row-${id}`}
            class="row"
            role="option"
            aria-selected={id !== undefined && id === selected}
            aria-posinset={at + 1}
            aria-setsize={items.length}
            style={{ height: `${ROW_PX}px`, transform: `translateY(${at * ROW_PX}px)` }}
            onClick={() => id !== undefined && onSelect(id)}
          >
            {item === undefined ? <span class="quiet">Loading…</span> : row(item, items[at - 1])}
          </div>
        );
      })}
    </div>
  );
}

function useHeight(box: { readonly current: HTMLDivElement | null }): number {
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return height;
}

function target(key: string, index: number, length: number): number | undefined {
  if (key === 'ArrowDown' || key === 'j') return Math.min(length - 1, index + 1);
  if (key === 'ArrowUp' || key === 'k') return Math.max(0, index - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : undefined;
}

function keepInView(box: HTMLDivElement | null, index: number): void {
  if (box === null || index === -1) return;
  const start = index * ROW_PX;
  if (start < box.scrollTop) box.scrollTop = start;
  else if (start + ROW_PX > box.scrollTop + box.clientHeight) box.scrollTop = start + ROW_PX - box.clientHeight;
}

/** New rows arrive at the top. If the user has scrolled down, the visible rows stay the same. */
function useAnchor<T>(
  box: { current: HTMLDivElement | null },
  items: readonly (T | undefined)[],
  idOf: (item: T) => string | number,
): void {
  const before = useRef<string | number | undefined>(undefined);
  useLayoutEffect(() => {
    const first = items[0];
    const added = before.current === undefined ? 0 : items.findIndex((item) => item !== undefined && idOf(item) === before.current);
    before.current = first === undefined ? undefined : idOf(first);
    if (added > 0 && box.current !== null && box.current.scrollTop > 0) box.current.scrollTop += added * ROW_PX;
  }, [items]);
}
