import { type ComponentChildren, Fragment } from 'preact';
import type { Notice } from './hooks.js';

/** Sets the page's title, for the browser tab and for screen readers. */
export function Page({ title, children, wide }: { title: string; children: ComponentChildren; wide?: boolean }) {
  document.title = `${title} · Expensify emulator`;
  return (
    <main id="main" class={wide ? 'wide' : ''} tabIndex={-1}>
      <h1>{title}</h1>
      {children}
    </main>
  );
}

/** The result of an action. The element is always present, so screen readers announce it and nothing moves. */
export function Said({ isBusy, said, problem }: Notice) {
  return (
    <p role="status" class={problem === undefined ? 'said' : 'said bad'}>
      {isBusy ? 'Working…' : (problem ?? said ?? '')}
    </p>
  );
}

export function Problem({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p role="alert" class="box bad">
      {text}
    </p>
  );
}

/** Green for 2xx codes, red for all others. The number is shown too, for people who can't see the colour. */
export function Code({ code }: { code: number }) {
  return <span class={`badge ${code >= 200 && code < 300 ? 'good' : 'bad'}`}>{code}</span>;
}

/** The evidence for a behaviour, such as `observed` or `documented; assumed: the wording`. */
export function Evidence({ evidence }: { evidence: string }) {
  return <span class={`badge ${/\bassumed\b/.test(evidence) ? 'warn' : 'plain'}`}>{evidence}</span>;
}

/** Preformatted text in a box that scrolls by itself and can be reached by keyboard. */
export function Text({ label, text }: { label: string; text: string }) {
  return (
    <section class="text" aria-label={label} tabIndex={0}>
      <pre>{text}</pre>
    </section>
  );
}

/** A list of names and values. Those without a value are left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: string | undefined])[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}

export function pretty(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

/** Indents JSON, and leaves any other text unchanged. */
export function prettyText(text: string): string {
  try {
    return pretty(JSON.parse(text));
  } catch {
    return text;
  }
}

interface TableProps {
  readonly label: string;
  readonly head: readonly string[];
  readonly children: ComponentChildren;
  /** If true, words are not broken and the table scrolls by itself on a narrow screen. */
  readonly isWide?: true;
}

export function Table({ label, head, children, isWide }: TableProps) {
  return (
    <section class={isWide ? 'scroll wide-cells' : 'scroll'} aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
