import { MoneyText } from "@/components/money/money-text";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { DisputeState } from "@/lib/domain/disputes/dispute";
import type { DisputeView } from "@/lib/queries/console/disputes-of-payment";
import type { Display } from "./open-console";

const WORDS = {
  inquiry: { tone: "attention", word: "The bank asks" },
  needs_response: { tone: "attention", word: "Answer needed" },
  under_review: { tone: "quiet", word: "Under review" },
  won: { tone: "done", word: "Won" },
  lost: { tone: "ended", word: "Lost" },
  closed: { tone: "quiet", word: "Closed" },
} as const satisfies Record<DisputeState, { tone: BadgeTone; word: string }>;

function Standing({ dispute, display }: { readonly dispute: DisputeView; readonly display: Display }) {
  const { tone, word } = WORDS[dispute.state];
  const day = dispute.closedAt ?? dispute.respondBy;
  return (
    <>
      <Badge tone={tone}>{word}</Badge>
      {day !== null && (
        <span className="block text-xs text-ink-soft">
          {dispute.closedAt === null ? "by " : ""}
          <Moment at={day} {...display} precision="minute" />
        </span>
      )}
    </>
  );
}

/** What banks contest of a payment: how much, why, by when, and what the gateway took for it. */
export function DisputeTable(props: {
  readonly disputes: readonly DisputeView[];
  readonly display: Display;
}) {
  const { locale } = props.display;
  return (
    <Table caption="Disputes">
      <TableHead>
        <HeadCell>Dispute</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell className="hidden text-right sm:table-cell">Taken</HeadCell>
        <HeadCell className="text-right">Amount</HeadCell>
      </TableHead>
      <tbody>
        {props.disputes.map((dispute) => (
          <Row key={dispute.id}>
            <RowHeadCell className="font-normal">
              {dispute.reason.replaceAll("_", " ")}
              <code className="block font-mono text-xs break-all text-ink-soft">
                {dispute.gatewayDisputeId}
              </code>
            </RowHeadCell>
            <Cell>
              <Standing dispute={dispute} display={props.display} />
            </Cell>
            <Cell className="hidden text-right sm:table-cell">
              {dispute.withdrawn === null || dispute.fee === null ? (
                "Nothing yet"
              ) : (
                <>
                  <MoneyText amount={dispute.withdrawn} locale={locale} />
                  <span className="block text-xs text-ink-soft">
                    fee <MoneyText amount={dispute.fee} locale={locale} />
                  </span>
                </>
              )}
            </Cell>
            <Cell className="text-right">
              <MoneyText amount={dispute.amount} locale={locale} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
