import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { type Browser, createBrowser } from "./browser";
import { confirm } from "./confirm";
import type { Figures } from "./figures";
import { readForm } from "./read-form";

export interface Shop {
  readonly front: () => string;
  readonly appUrl: string;
  readonly sandbox: { readonly url: string; readonly secretKey: string; readonly publishableKey: string };
  /** A course: it can be paid as soon as it is ordered. */
  readonly productId: string;
  readonly figures: Figures;
  /** Nobody orders any more; what is ordered is still paid. */
  readonly isClosing: () => boolean;
  /** Nobody waits any longer. */
  readonly isOver: () => boolean;
}

/** What a customer knows of their orders: by public id, and whether the shop said that it is paid. */
export type KnownOrders = Map<string, "placed" | "paid">;

const started = z.object({ paymentId: z.string(), clientSecret: z.string() });
const stated = z.object({ state: z.string() });
const ORDER = /\/(?:checkout|orders)\/(ord_[0-9a-z]{26})/;

const GOOD_CARD = "visa";
/** One in ten has to prove to the bank who they are, one in twenty has a card without money at first. */
const cardFor = (chance: number) =>
  chance < 0.1 ? "authenticationRequired" : chance < 0.15 ? "chargeDeclinedInsufficientFunds" : GOOD_CARD;

const rest = (shortestMs: number) => pause(shortestMs * (1 + Math.random()));

async function untilDone<T>(shop: Shop, attempt: () => Promise<T | null>): Promise<T | null> {
  while (!shop.isOver()) {
    const done = await attempt();
    if (done !== null) return done;
    await rest(500);
  }
  return null;
}

/** A new account, with another address each time: after a lost answer the first one may be taken, by ourselves. */
async function signUp(shop: Shop, browser: Browser, name: string): Promise<boolean | null> {
  const page = await browser.get("sign-up page", "/sign-up");
  const form = page && readForm(page.text, "Create an account");
  if (!form) return null;
  form.set("name", name);
  // Letters only: a number and the time make up what could be a card's number.
  const letters = randomBytes(12)
    .toString("hex")
    .replace(/\d/g, (digit) => String.fromCodePoint(103 + Number(digit)));
  form.set("email", `${letters}@chaos.example`);
  form.set("password", "seven old boats drift");
  const answer = await browser.postForm("sign up", "/sign-up", form);
  return answer?.status === 303 ? true : null;
}

async function cartForm(shop: Shop, browser: Browser): Promise<FormData | null> {
  browser.setCookie("remit_cart", `${shop.productId}:1`);
  const page = await browser.get("cart page", "/cart");
  return page && readForm(page.text, "Place the order");
}

/** Sent again and again until its answer arrives: the form holds the key by which that is one order. */
async function placeOrder(browser: Browser, form: FormData): Promise<string | null> {
  const answer = await browser.postForm("place order", "/cart", form);
  return ORDER.exec(answer?.location ?? "")?.[1] ?? null;
}

async function isPaid(browser: Browser, orderId: string): Promise<boolean> {
  const answer = await browser.get("order's state", `/api/orders/${orderId}/state`);
  return answer?.status === 200 && stated.parse(JSON.parse(answer.text)).state === "paid";
}

async function pay(shop: Shop, browser: Browser, orderId: string, card: string): Promise<boolean | null> {
  const ask = () => browser.postJson("start payment", "/api/payment-intents", { orderId });
  // One in five has the checkout open twice.
  const [answer] = await Promise.all(Math.random() < 0.2 ? [ask(), ask()] : [ask()]);
  if (answer?.status === 200) {
    const { paymentId, clientSecret } = started.parse(JSON.parse(answer.text));
    await confirm(shop.sandbox, clientSecret, card);
    await browser.postJson("refresh payment", `/api/payments/${paymentId}/refresh`, {});
  }
  for (let look = 0; look < 3; look += 1) {
    if (await isPaid(browser, orderId)) return true;
    await rest(300);
  }
  return null;
}

/** Signs up, then orders and pays, one order after another, until the shop closes; the last order is paid to its end. */
export async function goShopping(shop: Shop, index: number, orders: KnownOrders): Promise<void> {
  const { front, appUrl, figures } = shop;
  const browser = createBrowser({
    front,
    appUrl,
    figures,
    ipAddress: `10.77.${index % 250}.${1 + Math.floor(index / 250)}`,
  });
  if ((await untilDone(shop, () => signUp(shop, browser, `Customer ${index}`))) === null) return;
  while (!shop.isClosing()) {
    const begunAt = performance.now();
    const form = await untilDone(shop, () => cartForm(shop, browser));
    const orderId = form && (await untilDone(shop, () => placeOrder(browser, form)));
    if (!orderId) return;
    orders.set(orderId, "placed");
    let card = cardFor(Math.random());
    const paid = await untilDone(shop, async () => {
      const isDone = await pay(shop, browser, orderId, card);
      if (card === "chargeDeclinedInsufficientFunds") card = GOOD_CARD;
      return isDone;
    });
    if (paid) {
      orders.set(orderId, "paid");
      figures.paid(performance.now() - begunAt);
    }
    await rest(200);
  }
}
