import type { PrintedBlock } from "@/lib/domain/documents/printed-document";
import { Cell, HeadCell, Row, Table, TableHead } from "../ui/table";
import { cn } from "../ui/cn";

/** A table of a printed document with its sums, which stand in its last rows as they do on paper. */
export function PrintedTable({ table }: { readonly table: Extract<PrintedBlock, { kind: "table" }> }) {
  const { columns, rows, totals } = table;
  return (
    <Table label={table.heading}>
      <TableHead>
        {columns.map(({ label, align }) => (
          <HeadCell key={label} isNumeric={align === "end"}>
            {label}
          </HeadCell>
        ))}
      </TableHead>
      <tbody>
        {rows.map((cells, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- Printed rows never move; two of them may be the same.
          <Row key={index}>
            {columns.map(({ label, align }, position) => (
              <Cell key={label} isNumeric={align === "end"}>
                {cells[position] ?? ""}
              </Cell>
            ))}
          </Row>
        ))}
      </tbody>
      {totals.length > 0 && (
        <tfoot>
          {totals.map(({ term, value, isStrong }) => (
            <tr key={term} className={cn(isStrong && "border-t border-ink font-semibold")}>
              <th
                scope="row"
                colSpan={columns.length - 1}
                className={cn("px-2 py-1.5 text-right", isStrong ? "font-semibold" : "font-normal")}
              >
                {term}
              </th>
              <Cell isNumeric className="py-1.5">
                {value}
              </Cell>
            </tr>
          ))}
        </tfoot>
      )}
    </Table>
  );
}
