import type { ComponentChildren } from 'preact';

interface Props {
  readonly label: string;
  readonly head: readonly string[];
  readonly children: ComponentChildren;
  /** If true, words are not broken and the table scrolls by itself on a narrow screen. */
  readonly isWide?: true;
}

export function Table({ label, head, children, isWide }: Props) {
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
