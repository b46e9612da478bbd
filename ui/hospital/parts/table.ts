/**
 * A table that is one on a wide window and a list of cards on a narrow one (or at 200 % zoom). Its roles are written out,
 * because a table that is laid out otherwise loses them.
 */
import { html, type TemplateResult } from 'lit';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => unknown;
  /** Numbers, kept to the right. */
  readonly number?: boolean;
}

export function table<Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  look: { readonly rowClass?: (row: Row) => string } = {},
): TemplateResult {
  const kind = (column: Column<Row>) => (column.number ? 'number' : '');
  return html`<table role="table">
    <caption class="unseen">
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => html`<th role="columnheader" scope="col" class=${kind(column)}>${column.head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (row) =>
          html`<tr role="row" class=${look.rowClass?.(row) ?? ''}>
            ${columns.map(
              (column) =>
                html`<td role="cell" class=${kind(column)} data-head=${column.head}><div>${column.cell(row)}</div></td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
