import { percentText } from "@/lib/domain/tax/tax-row";
import type { TaxRate } from "@/lib/domain/tax/tax-settings";
import { countryName } from "@/lib/domain/people/countries";
import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { SubmitButton } from "../ui/submit-button";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "../ui/table";
import { TextField } from "../ui/text-field";
import { ConfirmEnvironment } from "./confirm-environment";
import { KIND_WORDS } from "./kind-words";

interface TaxRatesTableProps {
  readonly rates: readonly TaxRate[];
  readonly version: number;
  /** Null for whoever may only read. */
  readonly endAction: FormAction | null;
  readonly environment: string | null;
  readonly locale: string;
}

const placeOf = ({ country, region }: TaxRate): string =>
  region === null ? countryName(country, "en") : `${countryName(country, "en")}, ${region}`;

function howMuch({ treatment, ratePpm, isReverseCharge }: TaxRate): string {
  const rate = treatment === "exempt" ? "exempt" : `${percentText(ratePpm)} %`;
  return isReverseCharge ? `${rate}, businesses by reverse charge` : rate;
}

function EndRate({
  position,
  rate,
  version,
  action,
  environment,
  locale,
}: {
  readonly position: number;
  readonly rate: TaxRate;
  readonly action: FormAction;
} & Pick<TaxRatesTableProps, "version" | "environment" | "locale">) {
  return (
    <details>
      <summary className="w-fit py-1 link" aria-label={`End ${rate.name} of ${placeOf(rate)}`}>
        End
      </summary>
      <ActionForm
        action={action}
        label={`End ${rate.name} of ${placeOf(rate)}`}
        className="grid gap-3 py-2"
        locale={locale}
      >
        <input type="hidden" name="baseVersion" value={version} />
        <input type="hidden" name="position" value={position} />
        <TextField label="Its last day" name="validUntil" type="date" required />
        <TextField label="Reason" name="reason" autoComplete="off" required maxLength={500} />
        <ConfirmEnvironment environment={environment} />
        <SubmitButton variant="secondary" size="small" pendingLabel="Ending…">
          End the rate
        </SubmitButton>
      </ActionForm>
    </details>
  );
}

/** A merchant's rates, each with the days on which it holds. */
export function TaxRatesTable({ rates, version, endAction, environment, locale }: TaxRatesTableProps) {
  if (rates.length === 0)
    return <p className="border-t border-ink py-2.5 text-ink-soft">No rate was entered yet.</p>;
  return (
    <Table caption="Rates, in the order in which they were entered">
      <TableHead>
        <HeadCell>Customers in</HeadCell>
        <HeadCell>For</HeadCell>
        <HeadCell>Tax</HeadCell>
        <HeadCell>Rate</HeadCell>
        <HeadCell>From</HeadCell>
        <HeadCell>Until</HeadCell>
      </TableHead>
      <tbody>
        {rates.map((rate, index) => (
          <Row key={`${placeOf(rate)} ${rate.kind} ${rate.validFrom}`}>
            <RowHeadCell>{placeOf(rate)}</RowHeadCell>
            <Cell>{rate.kind === null ? "All kinds" : KIND_WORDS[rate.kind]}</Cell>
            <Cell>{rate.name}</Cell>
            <Cell>{howMuch(rate)}</Cell>
            <Cell>{rate.validFrom}</Cell>
            <Cell>
              {rate.validUntil ??
                (endAction && (
                  <EndRate
                    position={index + 1}
                    rate={rate}
                    action={endAction}
                    version={version}
                    environment={environment}
                    locale={locale}
                  />
                ))}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
