import { cards } from "../support/cards";
import { expectAccessible } from "../support/axe";
import { expect, test } from "../support/fixtures";
import { manifest } from "../support/manifest";

test("S36, MON-14: A card number in a reason is refused, what was typed stays, and staff see an alert without a digit of it", async ({
  staff,
}) => {
  const finance = await staff("finance_admin");
  await finance.goto("/admin/customers?search=ada");
  await finance.getByRole("link", { name: "Ada Moreno" }).click();
  await finance.getByRole("main").getByRole("link", { name: "Wallet", exact: true }).click();
  await finance.getByRole("button", { name: "Grant credit" }).click();
  const dialog = finance.getByRole("dialog");
  const reason = `She read me ${cards.good} over the phone`;
  await dialog.getByLabel("Amount", { exact: true }).fill("1.00");
  await dialog.getByLabel("Reason").fill(reason);
  await dialog
    .getByRole("button", { name: /credit/i })
    .last()
    .click();
  await expect(dialog.getByText("This holds a card number or security code")).toBeVisible();
  await expect(dialog.getByLabel("Reason")).toHaveValue(reason);
  await expect(dialog.getByLabel("Amount", { exact: true })).toHaveValue("1.00");

  await finance.goto("/admin/alerts?state=open");
  const row = finance.getByRole("row", { name: /A card number was entered.*reason/s }).first();
  await row.getByRole("link").click();
  await expect(finance.getByRole("heading", { name: "A card number was entered" })).toBeVisible();
  const digits = cards.good.replaceAll(/\D/g, "");
  const shown = (await finance.content()).replaceAll(/[\s-]/g, "");
  expect(shown).not.toContain(digits);
  expect(shown).not.toContain(digits.slice(0, 8));
  await expectAccessible(finance, "an alert");

  await finance.getByRole("button", { name: "I see to it" }).click();
  await expect(finance.getByText("took it")).toBeVisible();
  await finance.getByLabel("End it as").selectOption({ label: "False alarm: nothing was wrong" });
  await finance.getByLabel("Note").fill("A number from our own tests.");
  await finance.getByRole("button", { name: "End the alert" }).click();
  await expect(finance.getByText("ended it as a false alarm")).toBeVisible();
  await expect(finance.getByRole("button", { name: "End the alert" })).toHaveCount(0);
});

test("S36: A card number is refused in a route's body, a query, a header and a path", async ({ page }) => {
  const number = cards.good;
  const headers = { origin: manifest.url };
  const answers = [
    await page.request.post("/api/payment-intents", { headers, data: { orderId: { deep: [number] } } }),
    await page.request.get(`/?q=${encodeURIComponent(number)}`),
    await page.request.get("/", { headers: { "x-note": number } }),
    await page.request.get(`/products/${encodeURIComponent(number)}`),
  ];
  expect(answers.map((answer) => answer.status())).toEqual([422, 422, 422, 422]);
  for (const answer of answers) expect(await answer.text()).not.toContain("4242");
});
