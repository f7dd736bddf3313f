import { cardName } from "@/components/money/card-name";
import { MoneyText } from "@/components/money/money-text";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { ChargePlanView } from "@/lib/queries/orders/get-charge-plan";
import type { Display } from "./open-console";

type Collection = ChargePlanView["charges"][number]["collection"];

const STATES = {
  none: { tone: "quiet", word: "On its day" },
  charging: { tone: "waiting", word: "Being charged" },
  retrying: { tone: "waiting", word: "Tried again" },
  action_required: { tone: "attention", word: "Bank asks customer" },
  customer_needed: { tone: "attention", word: "Customer asked" },
  given_up: { tone: "ended", word: "Given up" },
} as const satisfies Record<Collection, { tone: BadgeTone; word: string }>;

interface OrderCollectionProps {
  readonly plan: ChargePlanView;
  readonly display: Display;
}

/** What is charged by itself, to which card, with whose consent, and how each charge stands. */
export function OrderCollection({ plan, display }: OrderCollectionProps) {
  const { consent, charges } = plan;
  return (
    <Section title="Automatic charges">
      {consent ? (
        <p className="text-sm">
          {cardName(consent)}, agreed to on <Moment at={consent.givenAt} precision="minute" {...display} />:{" "}
          <span className="text-ink-soft">“{consent.text}”</span>
        </p>
      ) : (
        <p className="text-sm text-ink-soft">
          No consent: nothing is charged by itself, and the customer pays each part.
        </p>
      )}
      {charges.length > 0 && (
        <Table label="Automatic charges">
          <TableHead>
            <HeadCell>No.</HeadCell>
            <HeadCell>Due</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell isNumeric>Charges</HeadCell>
            <HeadCell>Next</HeadCell>
            <HeadCell isNumeric>Amount</HeadCell>
          </TableHead>
          <tbody>
            {charges.map((charge) => (
              <Row key={charge.position}>
                <RowHeadCell>{charge.position}</RowHeadCell>
                <Cell>
                  {charge.dueOn ? (
                    <Moment at={charge.dueOn} locale={display.locale} timeZone="UTC" />
                  ) : (
                    "Once payable"
                  )}
                </Cell>
                <Cell>
                  <Badge tone={STATES[charge.collection].tone}>{STATES[charge.collection].word}</Badge>
                </Cell>
                <Cell isNumeric>{charge.attemptCount} of 5</Cell>
                <Cell>
                  {charge.nextAt ? <Moment at={charge.nextAt} precision="minute" {...display} /> : "–"}
                </Cell>
                <Cell isNumeric>
                  <MoneyText amount={charge.amount} locale={display.locale} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
