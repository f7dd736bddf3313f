import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import { ASKING_ERRORS, DECLINES, type ErrorClass } from "@/lib/domain/payments/gateway-errors";

const RETRY_WORDS = {
  same_key: "At once, five times at most, under the same key",
  look_first: "By the janitor, after a look",
  later: "Once it can be asked again",
  customer: "By the customer only",
  staff: "Once staff have mended it",
} as const satisfies Record<ErrorClass["retry"], string>;

const EFFECT_WORDS = {
  none: "Nothing happened",
  unknown: "It may have happened",
  refused_by_bank: "The bank said no",
} as const satisfies Record<ErrorClass["effect"], string>;

/** Which failures of the gateway are tried again, by whom, and which never are. */
export function ErrorClasses() {
  return (
    <Table caption="Classes of errors">
      <TableHead>
        <HeadCell>Class</HeadCell>
        <HeadCell className="hidden sm:table-cell">Effect</HeadCell>
        <HeadCell>Tried again</HeadCell>
      </TableHead>
      <tbody>
        {[...ASKING_ERRORS, ...DECLINES].map((each) => (
          <Row key={each.name}>
            <RowHeadCell>
              {each.name}
              <span className="block font-normal text-ink-soft">{each.meaning}</span>
            </RowHeadCell>
            <Cell className="hidden sm:table-cell">{EFFECT_WORDS[each.effect]}</Cell>
            <Cell>{RETRY_WORDS[each.retry]}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
