import { inAccount } from "../connect.ts";
import type { IncomingMessage } from "node:http";
import { answerChallenge } from "../engine/answer-challenge.ts";
import { receiveTransfer } from "../engine/bank-transfers.ts";
import { verifyMicrodeposits } from "../engine/microdeposits.ts";
import { amountText } from "../engine/money.ts";
import { methodOf } from "../methods/registry.ts";
import type { PaymentIntent, SetupIntent } from "../objects.ts";
import { ApiError } from "../protocol/errors.ts";
import { readBody } from "../protocol/read-body.ts";
import { workFor, type Sandbox } from "../sandbox.ts";
import { merchantUrl } from "./challenge-page.ts";
import { plainPage } from "./plain-page.ts";

/** What a browser gets: a page, a picture, or the way back to the merchant. */
export type MethodPage =
  | { readonly kind: "html"; readonly body: string }
  | { readonly kind: "svg"; readonly body: string }
  | { readonly kind: "redirect"; readonly url: string };

type Visit = { readonly sandbox: Sandbox; readonly request: IncomingMessage; readonly id: string };

const html = (body: string): MethodPage => ({ kind: "html", body });

async function formOf(request: IncomingMessage): Promise<URLSearchParams | null> {
  return request.method === "POST" ? new URLSearchParams(await readBody(request)) : null;
}

const AUTHORIZE_BUTTONS =
  '<button name="outcome" value="succeeded">Authorize test payment</button><button class="second" name="outcome" value="failed">Fail test payment</button>';
const AUTHORIZE_SETUP_BUTTONS = AUTHORIZE_BUTTONS.replaceAll("test payment", "test setup");

/** A picture that stands for a code; who opens its address gets the page that the code leads to. */
function code(): MethodPage {
  const cells = Array.from({ length: 441 }, (_, index) => index).filter((index) => (index * 7919) % 13 < 6);
  const squares = cells.map(
    (index) => `<rect x="${index % 21}" y="${Math.floor(index / 21)}" width="1" height="1"/>`,
  );
  return {
    kind: "svg",
    body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 25 25" role="img" aria-label="Test code"><path fill="#fff" d="M-2-2h25v25h-25z"/>${squares.join("")}</svg>`,
  };
}

/** The page of a provider such as Klarna, where the customer authorizes or does not. */
async function authorize({ sandbox, request, id }: Visit): Promise<MethodPage | null> {
  const entry = sandbox.store.authentications.peek(id);
  if (entry === undefined) return null;
  const { account, paymentMethodId, returnUrl } = entry;
  const paymentMethod = inAccount(sandbox, account, () => sandbox.store.paymentMethods.peek(paymentMethodId));
  if (paymentMethod === undefined) return null;
  const outcome = (await formOf(request))?.get("outcome");
  if (outcome === "succeeded" || outcome === "failed") {
    workFor(sandbox);
    answerChallenge(sandbox, id, outcome);
    // In a frame of the merchant's page nobody needs to be led back there.
    if (returnUrl !== null && request.headers["sec-fetch-dest"] !== "iframe")
      return {
        kind: "redirect",
        url: inAccount(sandbox, account, () => merchantUrl(sandbox, entry, returnUrl)),
      };
  }
  const { title } = methodOf(paymentMethod.type);
  if (entry.status !== "pending") {
    const text = `This request has ended (${entry.status}). You can close this page.`;
    return html(plainPage({ title: `${title} test page`, text, facts: [] }));
  }
  const isSetup = entry.intentId.startsWith("seti_");
  const what = isSetup ? "saving it for later payments" : "this payment";
  return html(
    plainPage({
      title: `${title} test page`,
      text: `Here a customer would authorize ${what} with ${title}. This is a test: no money moves.`,
      facts: [
        ...(entry.amountText === "" ? [] : [["Amount", entry.amountText] as const]),
        ["Merchant", "Remit sandbox"],
        ["Reference", `${entry.intentId.slice(0, 12)}…`],
      ],
      form: isSetup ? AUTHORIZE_SETUP_BUTTONS : AUTHORIZE_BUTTONS,
    }),
  );
}

function intentOf(sandbox: Sandbox, secret: string): PaymentIntent | SetupIntent | null {
  const [id = ""] = secret.split("_secret_");
  const found = sandbox.store.paymentIntents.find(id) ?? sandbox.store.setupIntents.find(id);
  return found !== undefined && found.client_secret === secret ? found : null;
}

const CODE_FIELD =
  '<label>Code from the statement<input name="code" required autocomplete="off" spellcheck="false" maxlength="6"></label><button>Verify the account</button>';

/** Where the customer types the code of the one-cent deposit. */
async function microdeposits({ sandbox, request, id }: Visit): Promise<MethodPage | null> {
  const intent = intentOf(sandbox, id);
  if (intent === null) return null;
  const form = await formOf(request);
  let alert: string | undefined;
  if (form !== null) {
    workFor(sandbox);
    try {
      verifyMicrodeposits(sandbox, intent, { descriptor_code: form.get("code") ?? "" });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      alert = error.message;
    }
  }
  const title = "Verify a bank account";
  if (intent.next_action?.type !== "verify_with_microdeposits") {
    const isDone = intent.status === "processing" || intent.status === "succeeded";
    const text = isDone
      ? "The account is verified. You can close this page."
      : "There is nothing left to verify.";
    return html(plainPage({ title, text, facts: [] }));
  }
  const text =
    "We sent one cent to the account. The code is in its description: six characters that begin with SM.";
  const facts = [["Test code", "SM11AA"]] as const;
  return html(plainPage({ title, text, facts, form: CODE_FIELD, ...(alert === undefined ? {} : { alert }) }));
}

/** The bank details of a transfer, and a button that stands for making it. */
async function bankTransfer({ sandbox, request, id }: Visit): Promise<MethodPage | null> {
  const intent = intentOf(sandbox, id);
  if (intent === null || intent.object !== "payment_intent") return null;
  const details = (): typeof instructions => intent.next_action?.display_bank_transfer_instructions;
  const instructions = intent.next_action?.display_bank_transfer_instructions;
  if ((await formOf(request)) !== null && instructions !== undefined && intent.customer !== null) {
    workFor(sandbox);
    const amount = instructions.amount_remaining ?? intent.amount;
    const { currency } = intent;
    receiveTransfer(sandbox, intent.customer, { amount, currency, reference: instructions.reference });
  }
  const title = "Bank transfer";
  const open = details();
  if (open === undefined)
    return html(plainPage({ title, text: "The transfer has arrived. You can close this page.", facts: [] }));
  const accounts = (open.financial_addresses ?? []).flatMap((address) => {
    const { account_number, iban, clabe } = {
      account_number: undefined,
      iban: undefined,
      clabe: undefined,
      ...address.aba,
      ...address.sort_code,
      ...address.zengin,
      ...address.iban,
      ...address.spei,
    };
    const number = iban ?? clabe ?? account_number;
    return number == null ? [] : [[address.type.toUpperCase(), number] as const];
  });
  return html(
    plainPage({
      title,
      text: "Send the amount to this account, with the reference. This is a test: no money moves.",
      facts: [
        ["Amount", amountText(open.amount_remaining ?? intent.amount, intent.currency)],
        ...accounts,
        ["Reference", open.reference ?? ""],
      ],
      form: "<button>Make the test transfer</button>",
    }),
  );
}

function mandate({ sandbox, id }: Visit): MethodPage | null {
  const found = sandbox.store.mandates.peek(id);
  if (found === undefined) return null;
  const facts = [
    ["Mandate", found.payment_method_details.sepa_debit?.reference ?? id],
    ["Status", found.status],
    ["Creditor", "Remit sandbox"],
  ] as const;
  const text =
    "By this mandate the customer allows debits from a bank account. This is a test: no money moves.";
  return html(plainPage({ title: "Mandate", text, facts }));
}

/** The pages on which customers do what payment methods other than cards ask of them; `null` for any other path. */
export async function methodPage(
  sandbox: Sandbox,
  request: IncomingMessage,
  path: string,
): Promise<MethodPage | null> {
  const [, folder = "", id = "", part] = path.split("/");
  const visit = { sandbox, request, id };
  if (folder === "authorize") return part === "code.svg" ? code() : authorize(visit);
  if (folder === "microdeposits") return microdeposits(visit);
  if (folder === "bank-transfers") return bankTransfer(visit);
  return folder === "mandates" ? mandate(visit) : null;
}
