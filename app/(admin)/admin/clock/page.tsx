import type { Metadata } from "next";
import { openConsole } from "@/app/(admin)/admin/_console/open-console";
import { notFound } from "next/navigation";
import { ClockForms } from "@/components/admin/clock-forms";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import { newId } from "@/lib/platform/ids";
import { isClockMovable } from "@/lib/platform/is-clock-movable";
import { getClock } from "@/lib/queries/clock/get-clock";
import { DATED_WORK_WORDS } from "../_console/dated-work-words";
import { moveClockAction } from "./actions";

export const metadata: Metadata = { title: "Clock" };

/** Where the demo's time stands, what it comes to next, and how it is moved there. */
export default async function ClockPage() {
  const { actor, display } = await openConsole();
  if (!isClockMovable()) notFound();
  const clock = await getClock(actor);
  if (clock === null) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  return (
    <>
      <PageHeader
        title="Clock"
        lead="Orders, terms and collection go by this clock. It goes forward only, for everybody in this demo, and the payment sandbox goes with it."
      />
      <div className="grid gap-10">
        <DefinitionList
          className="border-t border-ink"
          items={[
            {
              term: "Here it is",
              value: <Moment at={clock.now} precision="second" {...display} />,
            },
            {
              term: "Outside it is",
              value: <Moment at={clock.machineNow} precision="second" {...display} />,
            },
            ...(clock.movedAt === null
              ? []
              : [
                  {
                    term: "Last moved",
                    value: (
                      <>
                        <Moment at={clock.movedAt} precision="minute" {...display} /> outside, by{" "}
                        {clock.movedBy}
                      </>
                    ),
                  },
                ]),
          ]}
        />
        <Section title="Move it forward">
          <ClockForms action={moveClockAction} moveKey={newId()} hasNext={clock.ahead.length > 0} />
        </Section>
        <Section title="What comes next">
          {clock.ahead.length === 0 ? (
            <EmptyState title="Nothing has a date ahead">
              Place an order that is paid later, and its dates appear here.
            </EmptyState>
          ) : (
            <Table caption="What comes next">
              <TableHead>
                <HeadCell>Event</HeadCell>
                <HeadCell>When</HeadCell>
              </TableHead>
              <tbody>
                {clock.ahead.map(({ kind, at }) => (
                  <Row key={kind}>
                    <RowHeadCell>{DATED_WORK_WORDS[kind] ?? kind}</RowHeadCell>
                    <Cell>
                      <Moment at={at} precision="minute" {...display} />
                    </Cell>
                  </Row>
                ))}
              </tbody>
            </Table>
          )}
        </Section>
      </div>
    </>
  );
}
