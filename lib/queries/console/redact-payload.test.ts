import { expect, test } from "vitest";
import { redactPayload } from "./redact-payload";

test("strikes out secrets, personal data and what identifies a card, at any depth", () => {
  const payload = JSON.stringify({
    id: "evt_1",
    data: {
      object: {
        id: "ch_1",
        client_secret: "pi_1_secret_x",
        billing_details: { name: "Ada", email: "ada@example.com", phone: null, address: { city: "London" } },
        payment_method_details: { card: { last4: "4242", brand: "visa", fingerprint: "abc", exp_month: 12 } },
        list: [{ receipt_email: "ada@example.com" }],
      },
    },
  });
  const shown = redactPayload(payload);
  for (const secret of ["secret_x", "Ada", "ada@example.com", "London", "abc"])
    expect(shown).not.toContain(secret);
  expect(JSON.parse(shown)).toMatchObject({
    id: "evt_1",
    data: {
      object: {
        client_secret: "[redacted]",
        payment_method_details: { card: { last4: "4242", brand: "visa" } },
      },
    },
  });
});

test("shows nothing of what is not JSON", () => {
  expect(redactPayload("card=4242424242424242")).not.toContain("4242");
});
