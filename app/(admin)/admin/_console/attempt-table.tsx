import { cardName } from "@/components/money/card-name";
import { Moment } from "@/components/ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { AttemptView } from "@/lib/queries/console/find-payment";
import type { Display } from "./open-console";
import { RawCodes } from "./payment-table";

/** Each request to the gateway with its outcome and its raw codes. */
export function AttemptTable(props: {
  readonly attempts: readonly AttemptView[];
  readonly display: Display;
}) {
  if (props.attempts.length === 0)
    return <p className="border-t border-ink py-2.5 text-ink-soft">None yet.</p>;
  return (
    <Table caption="Attempts">
      <TableHead>
        <HeadCell>At the gateway</HeadCell>
        <HeadCell>Outcome</HeadCell>
        <HeadCell className="text-right">When</HeadCell>
      </TableHead>
      <tbody>
        {props.attempts.map((attempt) => (
          <Row key={attempt.id}>
            <RowHeadCell className="font-normal">
              {attempt.command}
              <code className="block font-mono text-xs break-all text-ink-soft">{attempt.externalId}</code>
            </RowHeadCell>
            <Cell>
              {attempt.outcome.replaceAll("_", " ")}
              {attempt.card && <span className="block text-xs text-ink-soft">{cardName(attempt.card)}</span>}
              <span className="block">
                <RawCodes failureCode={attempt.failureCode} declineCode={attempt.declineCode} />
              </span>
              {attempt.failureMessage && (
                <span className="block text-xs text-ink-soft">{attempt.failureMessage}</span>
              )}
            </Cell>
            <Cell className="text-right">
              <Moment at={attempt.occurredAt} {...props.display} precision="minute" />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
