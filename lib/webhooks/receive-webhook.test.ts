import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { pool } from "@/lib/db/pool";
import { checkDeliveries } from "@/lib/reports/delivery-checks";
import { startMethodSetup } from "@/lib/services/payment-methods/start-method-setup";
import { refuseWhilePaused } from "@/lib/services/operations/refuse-while-paused";
import { REFUSALS_PER_MINUTE } from "./limit-refusals";
import { receiveWebhook, WEBHOOK_BODY_BYTES_MAX } from "./receive-webhook";
import { aStartedPayment } from "@/test/builders/orders";
import { aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let template: string;

/** A real event of the sandbox's: a PaymentIntent was created, client secret and all. */
beforeAll(async () => {
  const shop = await aShop();
  await aStartedPayment(shop, await shop.customer());
  const events = await stage.stripe.events.list({ type: "payment_intent.created", limit: 1 });
  template = JSON.stringify(events.data[0], null, 2);
});

beforeEach(() => stage.rows("UPDATE webhook_rejection SET rejected_count = 0"));

const anEvent = (id = `evt_${newId()}`) => template.replace(/"evt_[^"]*"/, `"${id}"`);
const nowSeconds = () => Math.floor(Date.now() / 1_000);

function signed(body: string, options: { secret?: string; ageSeconds?: number } = {}): string {
  return stage.stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret: options.secret ?? stage.sandbox.webhookSecret,
    timestamp: nowSeconds() - (options.ageSeconds ?? 0),
  });
}

const deliver = (body: string, signature: string | null, gateway = "stripe", ipAddress = "198.51.100.9") =>
  receiveWebhook({ gateway, body, signature, ipAddress });

const storedCount = async () =>
  (await stage.rows<{ count: bigint }>("SELECT count(*) AS count FROM webhook_event"))[0]?.count;
const rejections = () =>
  stage.rows<{ reason: string; ip_address: string; rejected_count: number }>(
    "SELECT reason, ip_address, rejected_count FROM webhook_rejection WHERE rejected_count > 0",
  );

describe("a delivery that is genuine", () => {
  test("WHK-16: is stored as it came, but for the payment's secret", async () => {
    const id = `evt_${newId()}`;
    const body = anEvent(id);
    expect(body).toMatch(/"client_secret": "pi_[A-Za-z0-9]+_secret_/);
    expect(await deliver(body, signed(body))).toEqual({ status: 200, outcome: "stored" });
    const [row] = await stage.rows<Record<string, unknown>>(
      "SELECT type, kind, state, result, finished_at IS NOT NULL AS is_finished, object_id, gateway_payment_id, is_live, payload, attempt_count FROM webhook_event WHERE external_id = $1",
      [id],
    );
    expect(row).toMatchObject({
      type: "payment_intent.created",
      kind: "ignored",
      // A type that nothing here uses is done with at once.
      state: "ignored",
      result: { reason: "not_a_type_we_use" },
      is_finished: true,
      is_live: false,
      attempt_count: 0,
    });
    expect(row?.["gateway_payment_id"]).toMatch(/^pi_/);
    expect(row?.["payload"]).toContain('"client_secret": "****"');
    expect(row?.["payload"]).not.toContain("_secret_");
  });

  test("is answered alike when it is known, and stored once", async () => {
    const body = anEvent();
    await deliver(body, signed(body));
    const before = await storedCount();
    expect(await deliver(body, signed(body))).toEqual({ status: 200, outcome: "known" });
    expect(await storedCount()).toBe(before);
  });

  test("F15, S30: is stored once when a hundred arrive at the same time", async () => {
    const body = anEvent();
    const signature = signed(body);
    const receipts = await Promise.all(Array.from({ length: 100 }, () => deliver(body, signature)));
    expect(receipts.every((receipt) => receipt.status === 200)).toBe(true);
    expect(receipts.filter((receipt) => receipt.outcome === "stored")).toHaveLength(1);
  });

  test("is accepted up to the tolerance, and with a second signature during a change of secrets", async () => {
    const [late, rotated] = [anEvent(), anEvent()];
    expect(await deliver(late, signed(late, { ageSeconds: 295 }))).toMatchObject({ outcome: "stored" });
    const old = signed(rotated, { secret: "whsec_the_old_one" }).split(",")[1];
    expect(await deliver(rotated, `${signed(rotated)},${old}`)).toMatchObject({ outcome: "stored" });
  });

  test("is accepted at the size cap", async () => {
    const body = anEvent();
    const padded = body + " ".repeat(WEBHOOK_BODY_BYTES_MAX - Buffer.byteLength(body));
    expect(await deliver(padded, signed(padded))).toMatchObject({ status: 200 });
  });
});

describe("a delivery that is not", () => {
  const cases: readonly {
    name: string;
    reason: string;
    make: () => { body: string; signature: string | null };
  }[] = [
    {
      name: "without a signature",
      reason: "signature_missing",
      make: () => ({ body: anEvent(), signature: null }),
    },
    {
      name: "with an empty signature",
      reason: "signature_missing",
      make: () => ({ body: anEvent(), signature: "" }),
    },
    {
      name: "signed with another secret",
      reason: "signature_wrong",
      make: () =>
        ((body) => ({ body, signature: signed(body, { secret: "whsec_someone_elses" }) }))(anEvent()),
    },
    {
      name: "whose body was written anew after signing",
      reason: "signature_wrong",
      make: () =>
        ((body) => ({ body: JSON.stringify(JSON.parse(body)), signature: signed(body) }))(anEvent()),
    },
    {
      name: "whose amount was changed after signing",
      reason: "signature_wrong",
      make: () =>
        ((body) => ({ body: body.replace('"amount": 12000', '"amount": 1'), signature: signed(body) }))(
          anEvent(),
        ),
    },
    {
      name: "of ten minutes ago",
      reason: "timestamp_outside_tolerance",
      make: () => ((body) => ({ body, signature: signed(body, { ageSeconds: 600 }) }))(anEvent()),
    },
    {
      name: "from ten minutes ahead",
      reason: "timestamp_outside_tolerance",
      make: () => ((body) => ({ body, signature: signed(body, { ageSeconds: -600 }) }))(anEvent()),
    },
    {
      name: "with an old time and a new signature beside it",
      reason: "timestamp_outside_tolerance",
      make: () =>
        ((body) => ({
          body,
          signature: signed(body, { ageSeconds: 600 }).replace(/v1=.*/, signed(body).split(",")[1] ?? ""),
        }))(anEvent()),
    },
    {
      name: "with nonsense for a signature",
      reason: "signature_wrong",
      make: () => ({ body: anEvent(), signature: "nonsense" }),
    },
    {
      name: "whose body is no event",
      reason: "body_malformed",
      make: () => ((body) => ({ body, signature: signed(body) }))("not json"),
    },
  ];

  test.each(cases)(
    "S29, WHK-01, WHK-02: $name is refused, counted and otherwise forgotten",
    async ({ reason, make }) => {
      const { body, signature } = make();
      const before = await storedCount();
      expect(await deliver(body, signature)).toEqual({ status: 400, outcome: reason });
      expect(await storedCount()).toBe(before);
      expect(await rejections()).toEqual([{ reason, ip_address: "198.51.100.0/24", rejected_count: 1 }]);
    },
  );

  test("that is a flood is one row that counts", async () => {
    await Promise.all(Array.from({ length: 40 }, () => deliver("{}", null)));
    const counted = (await rejections()).reduce((sum, row) => sum + row.rejected_count, 0);
    expect(counted).toBe(40);
    expect((await rejections()).length).toBeLessThanOrEqual(2);
  });

  test("from addresses that are made up is one row that counts", async () => {
    const senders = Array.from({ length: 20 }, (_, index) => `<${index}>${"9".repeat(5_000)}`);
    await Promise.all(senders.map((sender) => deliver("{}", null, "stripe", sender)));
    const counted = (await rejections()).filter((row) => row.ip_address === "unknown");
    expect(counted.reduce((sum, row) => sum + row.rejected_count, 0)).toBe(20);
    expect(await rejections()).toHaveLength(counted.length);
  });

  test("WHK-17: that is one of too many from its network is turned away, while what is signed comes through from there", async () => {
    const from = "192.0.2.44";
    const forged = Array.from({ length: REFUSALS_PER_MINUTE * 2 }, () =>
      deliver("{}", "t=1,v1=00", "stripe", from),
    );
    const outcomes = (await Promise.all(forged)).map(({ status }) => status);
    expect(outcomes.filter((status) => status === 429).length).toBeGreaterThan(0);
    const written = (await rejections()).reduce((sum, row) => sum + row.rejected_count, 0);
    expect(written).toBe(outcomes.filter((status) => status === 400).length);
    for (let count = 0; count < 20; count += 1) {
      const body = anEvent();
      expect(await deliver(body, signed(body), "stripe", from)).toEqual({ status: 200, outcome: "stored" });
    }
  });

  test("for a gateway that we do not have is not found, and not counted", async () => {
    const body = anEvent();
    for (const gateway of ["paypal", "constructor", "__proto__", ""]) {
      expect(await deliver(body, signed(body), gateway)).toEqual({ status: 404, outcome: "gateway_unknown" });
    }
    expect(await rejections()).toEqual([]);
  });

  test("S32: that is one byte over the cap is refused before anything is computed over it", async () => {
    const body = anEvent();
    const padded = body + " ".repeat(WEBHOOK_BODY_BYTES_MAX - Buffer.byteLength(body) + 1);
    const before = await storedCount();
    expect(await deliver(padded, signed(padded))).toEqual({ status: 413, outcome: "body_too_large" });
    expect(await storedCount()).toBe(before);
  });
});

describe("the secret that verified a delivery", () => {
  test("F56, WHK-14: is counted and dated, so that the old one of a rotation can be dropped", async () => {
    const used = () =>
      stage.rows<{ fingerprint: string; is_recent: boolean }>(
        "SELECT fingerprint, last_used_at > now() - interval '1 minute' AS is_recent FROM webhook_secret_use",
      );
    const body = anEvent();
    await deliver(body, signed(body));
    expect(await used()).toEqual([
      { fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/) as unknown, is_recent: true },
    ]);
    expect(JSON.stringify(await used())).not.toContain(stage.sandbox.webhookSecret);
  });
});

describe("F58, WHK-13, ENV-05: a delivery of the other mode", () => {
  const alerts = () =>
    stage.rows<{ kind: string; state: string; occurrence_count: number; details: unknown }>(
      "SELECT kind, state, occurrence_count, details FROM alert WHERE kind = 'mode_mismatch'",
    );

  test("is refused though its signature is right, counted, and alerts once", async () => {
    const before = await storedCount();
    for (let index = 0; index < 2; index += 1) {
      const body = anEvent().replaceAll('"livemode": false', '"livemode": true');
      expect(await deliver(body, signed(body))).toEqual({ status: 400, outcome: "wrong_mode" });
    }
    expect(await storedCount()).toBe(before);
    expect((await rejections()).map(({ reason }) => reason)).toEqual(["wrong_mode"]);
    expect(await alerts()).toMatchObject([
      { state: "open", occurrence_count: 2, details: { event_mode: "live", expected_mode: "test" } },
    ]);
  });
});

describe("deliveries that fail in a row", () => {
  const alerted = async () =>
    (
      await stage.rows<{ occurrence_count: number; details: Record<string, unknown> }>(
        "SELECT occurrence_count, details FROM alert WHERE kind = 'webhook_deliveries_failing' AND state = 'open'",
      )
    )[0];
  const fail = async () => {
    const body = anEvent();
    await deliver(body, signed(body, { secret: "whsec_revoked" }));
  };
  const succeed = async () => {
    const body = anEvent();
    await deliver(body, signed(body));
  };

  test("MON-03: alert from the fourth on, and one that is accepted begins the row anew", async () => {
    await stage.rows("UPDATE alert SET state = 'resolved' WHERE kind = 'webhook_deliveries_failing'");
    await succeed();
    for (let index = 0; index < 3; index += 1) await fail();
    // Anybody can knock without a signature: that is noise, and no delivery of the gateway's.
    for (let index = 0; index < 9; index += 1) await deliver("{}", null);
    expect(await alerted()).toBeUndefined();
    await succeed();
    for (let index = 0; index < 3; index += 1) await fail();
    expect(await alerted()).toBeUndefined();
    await fail();
    expect(await alerted()).toMatchObject({ details: { reason: "signature_wrong", failed_in_a_row: 4 } });
    await fail();
    expect((await alerted())?.occurrence_count).toBe(2);
  });

  test("MON-03: pause the saving of cards from the fourth on, show it, and let it go on when one is accepted", async () => {
    const shop = await aShop();
    const ada = await shop.customer();
    const save = () => startMethodSetup(ada, { hasConsent: true });
    const shown = async () => (await checkDeliveries(pool())).figures["paused"];
    await succeed();
    for (let index = 0; index < 3; index += 1) await fail();
    answered(await save());
    expect(await shown()).toBeNull();
    await fail();
    expect(refused(await save())).toEqual({ kind: "unavailable", code: "paused_for_now" });
    expect(await shown()).toBe("saving a card without paying");
    expect((await aStartedPayment(shop, await shop.customer())).clientSecret).toContain("_secret_");
    await succeed();
    answered(await save());
    expect(await shown()).toBeNull();
  });

  test("MON-03: pause nothing for longer than a quarter of an hour after the last, so that a stranger's knocking ends", async () => {
    const ada = await (await aShop()).customer();
    for (let index = 0; index < 4; index += 1) await fail();
    expect(refused(await startMethodSetup(ada, { hasConsent: true })).code).toBe("paused_for_now");
    await stage.rows("UPDATE webhook_failure SET last_failed_at = now() - interval '901 seconds'");
    answered(await refuseWhilePaused("stripe", "save_card"));
    answered(await startMethodSetup(ada, { hasConsent: true }));
    await succeed();
  });
});
