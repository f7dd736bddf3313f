import type { Charge } from "../objects.ts";
import { amountText } from "../engine/money.ts";
import { methodOf } from "../methods/registry.ts";
import { escapeHtml } from "./html.ts";

const titleOf = ({ payment_method_details: details }: Charge): string =>
  methodOf(details?.type ?? "card").title;

/** What `charge.receipt_url` shows. */
export function receiptPage(charge: Charge): string {
  const card = charge.payment_method_details?.card;
  const rows = [
    ["Amount", amountText(charge.amount_captured, charge.currency)],
    ["Refunded", amountText(charge.amount_refunded, charge.currency)],
    ["Date", new Date(charge.created * 1_000).toISOString().slice(0, 10)],
    ["Method", card == null ? titleOf(charge) : `${card.brand ?? "card"} •••• ${card.last4 ?? ""}`],
    ["Description", charge.description ?? "–"],
    ["Charge", charge.id],
  ];
  const body = rows.map(
    ([name = "", value = ""]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Receipt</title>
<style>body{font:16px/1.5 system-ui;max-width:32rem;margin:3rem auto;padding:0 1rem}th{text-align:left;padding-right:2rem;font-weight:500}</style>
<h1>Receipt</h1><table>${body.join("")}</table><p>This is a test receipt of the Stripe sandbox. No money moved.</p></html>`;
}
