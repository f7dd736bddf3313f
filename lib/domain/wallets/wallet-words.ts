import type { WalletLotKind, WalletMovementKind } from "./wallet-lot";

/** What kind of credit a lot is, for everybody. */
export const LOT_KIND_WORDS: Readonly<Record<WalletLotKind, string>> = {
  top_up: "Top-up",
  promotional: "Promotional credit",
  refund: "Refund",
  goodwill: "Goodwill credit",
};

const MOVEMENT_WORDS: Readonly<Record<Exclude<WalletMovementKind, "granted">, string>> = {
  held: "Reserved for a payment",
  released: "No longer reserved",
  captured: "Paid with credit",
  spent: "Paid with credit",
  expired: "Expired",
  clawed_back: "Taken back",
  converted: "Converted to another currency",
  restored: "Given back",
  frozen: "Frozen",
  unfrozen: "Usable again",
  reversed: "Undone",
};

/** What happened to credit, in words that need no explanation. Credit that comes is named by its kind. */
export function movementWords(movement: {
  readonly kind: WalletMovementKind;
  readonly lotKind: WalletLotKind | null;
}): string {
  if (movement.kind !== "granted") return MOVEMENT_WORDS[movement.kind];
  return movement.lotKind === null ? "Credit" : LOT_KIND_WORDS[movement.lotKind];
}
