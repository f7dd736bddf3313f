import { expect, test } from "./shop.ts";

// https://docs.stripe.com/elements/appearance-api
const CARDS = { mode: "payment", amount: 1_099, currency: "usd", allowedPaymentMethodTypes: ["card"] };

test("themes, variables and rules reach the fields", async ({ shop }) => {
  const appearance = {
    theme: "night",
    variables: {
      colorPrimary: "rgb(255, 0, 128)",
      borderRadius: "11px",
      spacingGridRow: "20px",
      fontSizeBase: "18px",
    },
    rules: { ".Input": { borderColor: "rgb(1, 2, 3)" }, ".Label--invalid": { color: "rgb(4, 5, 6)" } },
  };
  await shop.open({ options: { ...CARDS, appearance }, elements: [{ type: "payment" }] });
  const frame = shop.frame("payment");
  const number = frame.getByLabel("Card number");
  await expect(number).toHaveCSS("border-radius", "11px");
  await expect(number).toHaveCSS("border-color", "rgb(1, 2, 3)");
  await expect(number).toHaveCSS("background-color", "rgb(48, 49, 61)");
  await expect(frame.locator(".Form")).toHaveCSS("row-gap", "20px");
  await expect(frame.locator("html")).toHaveCSS("font-size", "18px");
  await number.fill("4242424242424241");
  await expect(frame.getByText("Card number", { exact: true })).toHaveCSS("color", "rgb(4, 5, 6)");
});

test("a rule cannot load anything or leave its declaration", async ({ page, shop }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const rules = {
    ".Input": {
      backgroundImage: "url(https://elsewhere.example/x.png)",
      color: "red; } body { display: none",
    },
    body: { display: "none" },
  };
  await shop.open({ options: { ...CARDS, appearance: { rules } }, elements: [{ type: "payment" }] });
  const number = shop.frame("payment").getByLabel("Card number");
  await expect(number).toBeVisible();
  await expect(number).not.toHaveCSS("color", "rgb(255, 0, 0)");
  expect(asked.filter((url) => url.includes("elsewhere"))).toEqual([]);
});

test("labels may float and inputs touch", async ({ shop }) => {
  await shop.open({
    options: { ...CARDS, appearance: { inputs: "condensed" } },
    elements: [{ type: "payment" }],
  });
  const frame = shop.frame("payment");
  await expect(frame.locator("body")).toHaveAttribute("data-labels", "floating");
  await expect(frame.locator(".Form")).toHaveCSS("row-gap", "0px");
  await frame.getByLabel("Card number").fill("4242");
  await expect(frame.locator('[data-field="number"] .Label')).not.toHaveCSS("transform", "none");
});

test("an appearance that changes is followed without losing what was typed", async ({ page, shop }) => {
  await shop.open({ options: CARDS, elements: [{ type: "payment" }] });
  const number = shop.frame("payment").getByLabel("Card number");
  await number.fill("4242");
  await page.evaluate(() => merchant.elements.update({ appearance: { theme: "night" } }));
  await expect(number).toHaveCSS("background-color", "rgb(48, 49, 61)");
  await expect(number).toHaveValue("4242");
});

// https://docs.stripe.com/js/appendix/supported_locales
const WORDS = {
  de: ["Kartennummer", "Ablaufdatum", "Ihre Kartennummer ist unvollständig."],
  fr: ["Numéro de carte", "Date d'expiration", "Le numéro de votre carte est incomplet."],
  es: ["Número de tarjeta", "Fecha de caducidad", "El número de tu tarjeta está incompleto."],
  it: ["Numero carta", "Data di scadenza", "Il numero della carta è incompleto."],
  nl: ["Kaartnummer", "Vervaldatum", "Uw kaartnummer is onvolledig."],
  ja: ["カード番号", "有効期限", "カード番号に不備があります。"],
} as const;

for (const [locale, [number, expiry, message]] of Object.entries(WORDS)) {
  test(`labels and errors are said in ${locale}`, async ({ page, shop }) => {
    await shop.open({ options: { ...CARDS, locale }, elements: [{ type: "payment" }] });
    const frame = shop.frame("payment");
    await expect(frame.getByLabel(number)).toBeVisible();
    await expect(frame.getByLabel(expiry)).toBeVisible();
    await expect(frame.locator("html")).toHaveAttribute("lang", locale);
    const submitted = await page.evaluate(() => merchant.elements.submit());
    expect(submitted).toMatchObject({ error: { code: "incomplete_number", message } });
  });
}

test("the language of the browser is the default, and may be changed later", async ({ browser, sandbox }) => {
  const context = await browser.newContext({ locale: "nl-BE" });
  const page = await context.newPage();
  const text = encodeURIComponent(
    JSON.stringify({ key: sandbox.publishableKey, options: CARDS, elements: [{ type: "payment" }] }),
  );
  await page.goto(`${sandbox.site.url}/#${text}`);
  const frame = page.getByTitle("Secure payment input frame").contentFrame();
  await frame.getByLabel("Kaartnummer").fill("4242");
  await page.evaluate(() => merchant.elements.update({ locale: "fr" }));
  await expect(frame.getByLabel("Numéro de carte")).toHaveValue("4242");
  await context.close();
});
