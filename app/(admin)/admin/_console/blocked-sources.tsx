import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { BlockedSource } from "@/lib/queries/console/list-blocked-sources";
import type { Display } from "./open-console";

const SURFACE_WORDS: Readonly<Record<string, string>> = {
  customer: "Shop",
  console: "Console",
  other: "Other",
};

interface BlockedSourcesProps {
  readonly sources: readonly BlockedSource[];
  readonly display: Display;
}

/** What browsers refused to load or run on our pages, which may be somebody's attempt to put a script there. */
export function BlockedSources({ sources, display }: BlockedSourcesProps) {
  return (
    <Section title="Blocked by browsers" className="mt-10">
      {sources.length === 0 ? (
        <EmptyState title="Nothing was blocked in seven days.">
          A script, style or frame that is not in the script inventory would be listed here.
        </EmptyState>
      ) : (
        <Table caption="What browsers blocked in seven days">
          <TableHead>
            <HeadCell>Source</HeadCell>
            <HeadCell>Rule</HeadCell>
            <HeadCell className="hidden sm:table-cell">Pages</HeadCell>
            <HeadCell isNumeric>Reports</HeadCell>
            <HeadCell className="text-right">Last</HeadCell>
          </TableHead>
          <tbody>
            {sources.map((source) => (
              <Row key={`${source.surface} ${source.directive} ${source.blockedHost}`}>
                <RowHeadCell className="wrap-anywhere">{source.blockedHost}</RowHeadCell>
                <Cell>{source.directive}</Cell>
                <Cell className="hidden sm:table-cell">
                  {SURFACE_WORDS[source.surface] ?? source.surface}
                </Cell>
                <Cell isNumeric>{source.reportCount}</Cell>
                <Cell className="text-right">
                  <Moment at={source.lastAt} {...display} precision="minute" />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
