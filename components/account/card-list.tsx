import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { Badge } from "../ui/badge";
import { Dialog } from "../ui/dialog";
import { DialogCancel } from "../ui/dialog-cancel";
import { SubmitButton } from "../ui/submit-button";

interface ListedCard {
  /** Public id. */
  readonly methodId: string;
  readonly name: string;
  readonly expires: string;
  readonly expiry: "good" | "soon" | "expired";
  readonly isDefault: boolean;
}

interface CardListProps {
  readonly cards: readonly ListedCard[];
  readonly setDefault: FormAction;
  readonly remove: FormAction;
}

function Expiry({ card }: { readonly card: ListedCard }) {
  if (card.expiry === "good")
    return <span className="figures text-sm text-ink-soft">Good until {card.expires}</span>;
  if (card.expiry === "soon") return <Badge tone="attention">Expires soon: {card.expires}</Badge>;
  return <Badge tone="ended">Expired {card.expires}</Badge>;
}

function RemoveCard({ card, remove }: { readonly card: ListedCard; readonly remove: FormAction }) {
  return (
    <Dialog
      trigger="Remove"
      triggerVariant="quiet"
      triggerSize="small"
      triggerLabel={`Remove ${card.name}`}
      title={`Remove ${card.name}?`}
      description="It can then no longer be used here, by you or by us. Orders that were paid with it stay as they are."
    >
      <ActionForm action={remove} label={`Remove ${card.name}`} className="grid gap-4">
        <input type="hidden" name="methodId" value={card.methodId} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pendingLabel="Removing…">
            Remove card
          </SubmitButton>
          <DialogCancel>Keep it</DialogCancel>
        </div>
      </ActionForm>
    </Dialog>
  );
}

/** The saved cards, with which one comes first and the way to be rid of one. */
export function CardList({ cards, setDefault, remove }: CardListProps) {
  return (
    <ul className="border-t border-ink" aria-label="Saved cards">
      {cards.map((card) => (
        <li
          key={card.methodId}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-3"
        >
          <div className="grid gap-0.5">
            <p className="flex flex-wrap items-baseline gap-x-3 font-semibold">
              {card.name}
              {card.isDefault && <Badge tone="done">Used first</Badge>}
            </p>
            <Expiry card={card} />
          </div>
          <div className="flex items-center gap-2">
            {!card.isDefault && card.expiry !== "expired" && (
              <ActionForm action={setDefault} label={`Use ${card.name} first`}>
                <input type="hidden" name="methodId" value={card.methodId} />
                <SubmitButton
                  variant="secondary"
                  size="small"
                  pendingLabel="…"
                  aria-label={`Use ${card.name} first`}
                >
                  Use first
                </SubmitButton>
              </ActionForm>
            )}
            <RemoveCard card={card} remove={remove} />
          </div>
        </li>
      ))}
    </ul>
  );
}
