import { test as base, type FrameLocator, type Page } from "@playwright/test";
import Stripe from "stripe";
import { startSandbox, type RunningSandbox } from "../server.ts";
import { startMerchantSite, type MerchantSite } from "./merchant-site.ts";

export type ElementSetup = { type: string; options?: object; id?: string; label?: string };
export type Setup = {
  /** Options of `stripe.elements()`. */
  options?: object;
  groups?: readonly object[];
  elements?: readonly ElementSetup[];
  /** What the Pay button calls, and with what. */
  pay?: object;
  /** What the merchant answers to events of wallets. */
  answers?: object;
  /** Whether the merchant confirms by itself when a wallet's sheet was approved. */
  confirms?: boolean;
  isStrict?: boolean;
  stripeOptions?: object;
  path?: string;
};
export type MerchantEvent = { element: string; name: string; event: unknown };

type Running = RunningSandbox & { readonly stripe: Stripe; readonly site: MerchantSite };

const TITLES = {
  payment: "Secure payment input frame",
  card: "Secure card payment input frame",
  cardNumber: "Secure card number input frame",
  cardExpiry: "Secure expiration date input frame",
  cardCvc: "Secure CVC input frame",
  iban: "Secure IBAN input frame",
  address: "Secure address input frame",
  linkAuthentication: "Secure email input frame",
  expressCheckout: "Secure express checkout frame",
  paymentMethodMessaging: "Payment method messaging",
  challenge: "3-D Secure challenge frame",
} as const;

/** A page of the merchant's with what a test does on it. */
export class Shop {
  readonly #sandbox: Running;
  readonly page: Page;

  constructor(page: Page, sandbox: Running) {
    this.page = page;
    this.#sandbox = sandbox;
  }

  get returnUrl(): string {
    return `${this.#sandbox.site.url}/return`;
  }

  async open(setup: Setup): Promise<void> {
    const { path = "/", ...rest } = setup;
    const text = encodeURIComponent(JSON.stringify({ key: this.#sandbox.publishableKey, ...rest }));
    await this.page.goto(`${this.#sandbox.site.url}${path}#${text}`);
  }

  frame(name: keyof typeof TITLES, index = 0): FrameLocator {
    return this.page.getByTitle(TITLES[name], { exact: true }).nth(index).contentFrame();
  }

  /** What the elements told the merchant, oldest first. */
  events(name?: string): Promise<MerchantEvent[]> {
    return this.page.evaluate(
      (wanted) => merchant.events.filter((event) => wanted === undefined || event.name === wanted),
      name,
    );
  }

  async lastEvent(name: string): Promise<unknown> {
    return (await this.events(name)).at(-1)?.event;
  }

  result(): Promise<unknown> {
    return this.page.evaluate(() => merchant.result);
  }

  async fillCard(number: string, frame: FrameLocator = this.frame("payment")): Promise<void> {
    await frame.getByLabel("Card number").fill(number);
    await frame.getByLabel("Expiration date").fill("12 / 34");
    await frame.getByLabel("Security code").fill("123");
    const zip = frame.getByLabel("ZIP code");
    if (await zip.isVisible()) await zip.fill("94107");
  }

  pay(): Promise<void> {
    return this.page.getByRole("button", { name: "Pay", exact: true }).click();
  }
}

export const test = base.extend<{ shop: Shop }, { sandbox: Running }>({
  sandbox: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures off this pattern.
    async ({}, use) => {
      const running = await startSandbox({
        port: 0,
        asyncCaptureDelayMs: 60_000,
        asyncRefundDelayMs: 60_000,
      });
      const { hostname, port } = new URL(running.url);
      const stripe = new Stripe(running.secretKey, {
        host: hostname,
        port,
        protocol: "http",
        telemetry: false,
      });
      const site = await startMerchantSite(running.url);
      await use({ ...running, stripe, site });
      await site.close();
      await running.close();
    },
    { scope: "worker" },
  ],
  shop: async ({ page, sandbox }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    await use(new Shop(page, sandbox));
    base.expect(complaints, "errors that nobody caught").toEqual([]);
  },
});

export { expect } from "@playwright/test";
