import type { ComponentChildren } from 'preact';

interface Props {
  readonly label: string;
  readonly head: readonly string[];
  /** The cells of each row. */
  readonly rows: readonly (readonly ComponentChildren[])[];
  /** Which column names the row. */
  readonly named?: number;
  /** If true, words are not broken and the table scrolls by itself on a narrow screen. */
  readonly isWide?: boolean;
}

/** Dates, times, amounts and counts, which are never broken. */
const NUMBER = /^[−\d][\d\s.,:-]*( ([A-Z]{3}|k?B))?$/;

export function Table({ label, head, rows, named = 0, isWide }: Props) {
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
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => {
                const name = NUMBER.test(String(cell)) ? 'number' : undefined;
                return column === named ? (
                  <th key={column} scope="row" class={name}>
                    {cell}
                  </th>
                ) : (
                  <td key={column} class={name}>
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
