/** Strokes in a box of 16 by 16. */
const PATHS = {
  requests: 'M2 5h9M8 2l3 3-3 3M14 11H5M8 8l-3 3 3 3',
  company: 'M2.5 14V3h7v11M9.5 6.5h4V14M1.5 14h13M5 6h2M5 9h2',
  reports: 'M3.5 1.5h6l3 3v10h-9zM6 7h4M6 10h4',
  expenses: 'M3 1.5h10v13l-2-1.3-1.7 1.3L8 13.2l-1.3 1.3L5 13.2l-2 1.3zM6 5h4M6 8h4',
  files: 'M1.5 4h5l1.5 2h6.5v7.5h-13z',
  templates: 'M5 3 1.5 8 5 13M11 3l3.5 5L11 13',
  faults: 'M9 1.5 3 9h4.5L7 14.5 13 7H8.5z',
  clock: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M8 4.5V8l2.5 1.5',
  outbox: 'M1.5 3.5h13v9h-13zM2 4l6 5 6-5',
  contracts: 'M8 1.5 2.5 3.5v4c0 3.5 2.5 6 5.5 7 3-1 5.5-3.5 5.5-7v-4zM5.5 8l2 2 3.5-4',
  flows: 'M4 3.5a1.5 1.5 0 1 0 0 .01M12 8a1.5 1.5 0 1 0 0 .01M4 12.5a1.5 1.5 0 1 0 0 .01M5 3.5h3l2 4.5M5 12.5h3l2-4.5',
  integrations: 'M10 6a3.5 3.5 0 1 0-2.5 3.3L9 11h2v2h2.5v-2.5L10 7.5zM6.5 6h.01',
  menu: 'M2 4h12M2 8h12M2 12h12',
  copy: 'M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1',
  check: 'M3 8.5 6.5 12 13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1M8 14v1M1 8h1M14 8h1M3 3l.7.7M12.3 12.3l.7.7M3 13l.7-.7M12.3 3.7 13 3',
  moon: 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z',
  auto: 'M8 1.5a6.5 6.5 0 1 0 0 13zM8 1.5a6.5 6.5 0 0 1 0 13',
  send: 'M14 2 7 9M14 2 9.5 14 7 9 2 6.5z',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 14 14',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside words, or inside a button that has a label. It says nothing to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
