import { Moment } from "../ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "../ui/table";

interface SettingsVersionsProps {
  /** Newest first. */
  readonly versions: readonly {
    readonly version: number;
    readonly reason: string;
    readonly actorName: string;
    readonly createdAt: Date;
  }[];
  readonly caption: string;
  readonly display: { readonly locale: string; readonly timeZone: string };
}

/** Who changed some settings, when and why. */
export function SettingsVersions({ versions, caption, display }: SettingsVersionsProps) {
  if (versions.length === 0)
    return <p className="border-t border-ink py-2.5 text-ink-soft">Nothing was ever changed.</p>;
  return (
    <Table caption={caption}>
      <TableHead>
        <HeadCell>Version</HeadCell>
        <HeadCell>Since</HeadCell>
        <HeadCell>Reason</HeadCell>
        <HeadCell>By</HeadCell>
      </TableHead>
      <tbody>
        {versions.map((one) => (
          <Row key={one.version}>
            <RowHeadCell>{one.version}</RowHeadCell>
            <Cell>
              <Moment at={one.createdAt} {...display} precision="minute" />
            </Cell>
            <Cell>{one.reason}</Cell>
            <Cell>{one.actorName}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
