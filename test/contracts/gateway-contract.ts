import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { money } from "@/lib/domain/money/money";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { CreatePayment, Gateway } from "@/lib/gateways/gateway";
import { newId } from "@/lib/platform/ids";

export type ContractCard = "accepted" | "declined" | "challenged";

/** How the next request breaks. lost_reply: it is executed and nobody hears of it. */
export type ContractFault = "lost_reply" | "lost_request" | "refused" | "failed";

/** An adapter together with what a test needs of the world around it: a buyer, a bad line, a mail slot for notices. */
export interface ContractSubject {
  readonly gateway: Gateway;
  /** The same adapter, talking to a place where nobody listens. */
  readonly unreachable: Gateway;
  /** What the buyer does in the browser with the client secret and a card. */
  readonly pay: (clientSecret: string, card: ContractCard) => Promise<void>;
  readonly finishSetup: (clientSecret: string) => Promise<void>;
  /** Breaks the next requests to the gateway, one after the other, and those after them no more. */
  readonly breakNext: (faults: readonly ContractFault[]) => Promise<void>;
  /** Everything that takes the gateway time has happened: fees are known. */
  readonly settle: () => Promise<void>;
  /** A signed delivery about a payment, as it would arrive. */
  readonly noticeOf: (payment: GatewayPayment) => Promise<{ body: string; signature: string }>;
  readonly close: () => Promise<void>;
}

export interface GatewayContract {
  readonly name: string;
  /** How often the adapter asks before it gives up. */
  readonly attemptCount: number;
  readonly start: () => Promise<ContractSubject>;
}

function valueOf<T>(answer: GatewayOutcome<T>): T {
  if (answer.outcome !== "succeeded" && answer.outcome !== "pending") throw new Error(JSON.stringify(answer));
  return answer.value;
}

/** The first try breaks in one way, and those that the adapter makes by itself in another. */
function faults(first: ContractFault, others: ContractFault, count: number): ContractFault[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? first : others));
}

/** What every adapter must do, whatever the gateway behind it. @see lib/gateways/gateway.ts */
export function describeGatewayContract({ name, attemptCount, start }: GatewayContract): void {
  describe(`the contract of a gateway: ${name}`, () => {
    let subject: ContractSubject;
    let gateway: Gateway;
    let gatewayCustomerId: string;

    beforeAll(async () => {
      subject = await start();
      gateway = subject.gateway;
      gatewayCustomerId = await newCustomer();
    });
    afterAll(() => subject.close());

    async function newCustomer(): Promise<string> {
      const made = await gateway.createCustomer({
        idempotencyKey: `customer:${newId()}`,
        name: "Ada Lovelace",
        email: "ada@example.com",
        metadata: { customer_id: newId() },
      });
      return valueOf(made).gatewayCustomerId;
    }

    function command(changes: Partial<CreatePayment> = {}): CreatePayment & { paymentId: string } {
      const paymentId = newId();
      return {
        paymentId,
        idempotencyKey: `payment:${paymentId}:create`,
        amount: money(12_000n, "USD"),
        gatewayCustomerId,
        statementDescriptorSuffix: "ORDER 1042",
        description: "Order 1042",
        metadata: { payment_id: paymentId, merchant_id: newId() },
        ...changes,
      };
    }

    const create = async (changes: Partial<CreatePayment> = {}) =>
      valueOf(await gateway.createPayment(command(changes)));
    const reread = async (payment: GatewayPayment) =>
      valueOf(await gateway.retrievePayment(payment.gatewayPaymentId));

    describe("creating a payment", () => {
      test.each([
        { name: "nominal", amount: money(12_000n, "USD") },
        { name: "yen, which have no cents", amount: money(1_999n, "JPY") },
        { name: "euros", amount: money(1_999n, "EUR") },
        { name: "dinars, which have thousandths", amount: money(12_340n, "KWD") },
      ])("answers with the amount that was asked for: $name", async ({ amount }) => {
        const given = command({ amount });
        expect(valueOf(await gateway.createPayment(given))).toMatchObject({
          paymentId: given.paymentId,
          merchantId: given.metadata["merchant_id"],
          status: "requires_payment_method",
          amount,
          captured: money(0n, amount.currency),
          lastDecline: null,
          latestCharge: null,
          savedMethodId: null,
        });
      });

      test("makes one payment of one key, however often it is asked", async () => {
        const given = command();
        const [first, second] = [
          valueOf(await gateway.createPayment(given)),
          valueOf(await gateway.createPayment(given)),
        ];
        expect(second.gatewayPaymentId).toBe(first.gatewayPaymentId);
        expect(second.clientSecret).toBe(first.clientSecret);
      });

      test("makes two payments of two keys", async () => {
        expect((await create()).gatewayPaymentId).not.toBe((await create()).gatewayPaymentId);
      });

      test("never does another thing under a key that was used", async () => {
        const given = command();
        const first = valueOf(await gateway.createPayment(given));
        const other = await gateway.createPayment({
          ...given,
          amount: money(1n + given.amount.amountMinor, "USD"),
        });
        expect(["outcome_unknown", "not_sent"]).toContain(other.outcome);
        expect((await reread(first)).amount).toEqual(given.amount);
      });

      test("answers not_sent when the gateway refuses what is asked", async () => {
        const refused = await gateway.createPayment(command({ gatewayCustomerId: "cus_nobody" }));
        expect(refused).toMatchObject({ outcome: "not_sent", code: "resource_missing" });
      });
    });

    describe("a buyer", () => {
      test("who pays is seen as captured, with the card and the charge", async () => {
        const payment = await create();
        await subject.pay(payment.clientSecret, "accepted");
        expect(await reread(payment)).toMatchObject({
          status: "captured",
          captured: money(12_000n, "USD"),
          lastDecline: null,
          latestCharge: {
            outcome: "succeeded",
            amount: money(12_000n, "USD"),
            card: { brand: "visa", last4: "4242" },
          },
        });
      });

      test("who pays in yen pays whole yen", async () => {
        const payment = await create({ amount: money(1_999n, "JPY") });
        await subject.pay(payment.clientSecret, "accepted");
        expect((await reread(payment)).captured).toEqual(money(1_999n, "JPY"));
      });

      test("whose bank says no is seen with the reason, and may try again on the same payment", async () => {
        const payment = await create();
        await subject.pay(payment.clientSecret, "declined");
        expect(await reread(payment)).toMatchObject({
          status: "requires_payment_method",
          captured: money(0n, "USD"),
          lastDecline: { failureCode: "card_declined", declineCode: "insufficient_funds" },
          latestCharge: { outcome: "failed" },
        });
        await subject.pay(payment.clientSecret, "accepted");
        expect((await reread(payment)).status).toBe("captured");
      });

      test("who is challenged is waited for", async () => {
        const payment = await create();
        await subject.pay(payment.clientSecret, "challenged");
        expect(await reread(payment)).toMatchObject({
          status: "requires_action",
          captured: money(0n, "USD"),
        });
      });

      test("whose payment is complete costs a fee, which becomes known with an id of its own", async () => {
        const payment = await create();
        await subject.pay(payment.clientSecret, "accepted");
        await subject.settle();
        const fee = (await reread(payment)).latestCharge?.fee;
        expect(fee?.id).not.toBe("");
        expect(fee !== null && fee !== undefined && fee.amount.amountMinor > 0n).toBe(true);
      });

      test("who keeps the card is asked for it, and may change their mind", async () => {
        const payment = await create();
        const { gatewayPaymentId } = payment;
        expect(
          valueOf(
            await gateway.updatePayment({
              idempotencyKey: `${gatewayPaymentId}:keep:1`,
              gatewayPaymentId,
              saveMethod: true,
            }),
          ).keepsMethod,
        ).toBe(true);
        expect(
          valueOf(
            await gateway.updatePayment({
              idempotencyKey: `${gatewayPaymentId}:keep:2`,
              gatewayPaymentId,
              saveMethod: false,
            }),
          ).keepsMethod,
        ).toBe(false);
        expect(
          valueOf(
            await gateway.updatePayment({
              idempotencyKey: `${gatewayPaymentId}:keep:3`,
              gatewayPaymentId,
              saveMethod: true,
            }),
          ).keepsMethod,
        ).toBe(true);
        await subject.pay(payment.clientSecret, "accepted");
        const { savedMethodId } = await reread(payment);
        expect(valueOf(await gateway.retrieveMethod(savedMethodId ?? ""))).toMatchObject({
          gatewayCustomerId,
          card: { brand: "visa", last4: "4242" },
        });
      });
    });

    describe("when the line is bad", () => {
      test("answers not_sent when nobody listens", async () => {
        expect(await subject.unreachable.createPayment(command())).toMatchObject({
          outcome: "not_sent",
          code: "gateway_not_reached",
        });
      });

      test("F11, TST-12: answers not_sent when it is refused for asking too often, and the payment is not there", async () => {
        const given = command();
        await subject.breakNext(faults("refused", "refused", attemptCount));
        expect((await gateway.createPayment(given)).outcome).toBe("not_sent");
        await subject.breakNext([]);
        expect(valueOf(await gateway.findPayment(given.paymentId, { gatewayCustomerId }))).toBeNull();
      });

      test("answers outcome_unknown when the reply is lost, although the payment is there", async () => {
        const given = command();
        await subject.breakNext(faults("lost_reply", "lost_request", attemptCount));
        expect((await gateway.createPayment(given)).outcome).toBe("outcome_unknown");
        const found = valueOf(await gateway.findPayment(given.paymentId, { gatewayCustomerId }));
        expect(found).toMatchObject({ paymentId: given.paymentId, amount: given.amount });
      });

      test("answers outcome_unknown when the request is lost underway, although there is nothing", async () => {
        const given = command();
        await subject.breakNext(faults("lost_request", "lost_request", attemptCount));
        expect((await gateway.createPayment(given)).outcome).toBe("outcome_unknown");
        expect(valueOf(await gateway.findPayment(given.paymentId, { gatewayCustomerId }))).toBeNull();
      });

      test("F09: asks again by itself after one lost reply, and it is one payment", async () => {
        const given = command();
        await subject.breakNext(["lost_reply"]);
        const payment = valueOf(await gateway.createPayment(given));
        const found = valueOf(await gateway.findPayment(given.paymentId, { gatewayCustomerId }));
        expect(found?.gatewayPaymentId).toBe(payment.gatewayPaymentId);
      });

      test("TST-12: answers outcome_unknown when the gateway itself fails", async () => {
        await subject.breakNext(faults("failed", "failed", attemptCount));
        expect((await gateway.createPayment(command())).outcome).toBe("outcome_unknown");
      });

      test("never answers not_sent when an earlier try of its own may have been heard", async () => {
        const given = command();
        await subject.breakNext(faults("lost_reply", "refused", attemptCount));
        const asked = await gateway.createPayment(given);
        const found = valueOf(await gateway.findPayment(given.paymentId, { gatewayCustomerId }));
        expect(found).not.toBeNull();
        expect(asked.outcome).not.toBe("not_sent");
      });

      test("finds the same payment by asking again with the same key after a lost reply", async () => {
        const given = command();
        await subject.breakNext(faults("lost_reply", "lost_request", attemptCount));
        await gateway.createPayment(given);
        const again = valueOf(await gateway.createPayment(given));
        const found = valueOf(await gateway.findPayment(given.paymentId, { gatewayCustomerId }));
        expect(again.gatewayPaymentId).toBe(found?.gatewayPaymentId);
      });

      test("answers outcome_unknown for a lost reply to giving up, and the payment is given up", async () => {
        const payment = await create();
        await subject.breakNext(faults("lost_reply", "lost_request", attemptCount));
        const { gatewayPaymentId } = payment;
        const asked = await gateway.cancelPayment({
          idempotencyKey: `payment:${newId()}:cancel`,
          gatewayPaymentId,
        });
        expect(asked.outcome).toBe("outcome_unknown");
        expect((await reread(payment)).status).toBe("canceled");
      });
    });

    describe("finding a payment by our own id", () => {
      test("answers null for a payment that was never asked for", async () => {
        expect(valueOf(await gateway.findPayment(newId(), { gatewayCustomerId }))).toBeNull();
      });

      test("finds it among others of the same customer, as it is now", async () => {
        const given = command();
        const payment = valueOf(await gateway.createPayment(given));
        await create();
        await subject.pay(payment.clientSecret, "accepted");
        const found = valueOf(await gateway.findPayment(given.paymentId, { gatewayCustomerId }));
        expect(found).toMatchObject({ gatewayPaymentId: payment.gatewayPaymentId, status: "captured" });
      });

      test("does not look among another customer's", async () => {
        const given = command();
        await gateway.createPayment(given);
        expect(
          valueOf(await gateway.findPayment(given.paymentId, { gatewayCustomerId: await newCustomer() })),
        ).toBeNull();
      });
    });

    describe("giving a payment up", () => {
      test("ends it, and again is the same", async () => {
        const payment = await create();
        const giveUp = {
          idempotencyKey: `payment:${newId()}:cancel`,
          gatewayPaymentId: payment.gatewayPaymentId,
        };
        expect(valueOf(await gateway.cancelPayment(giveUp)).status).toBe("canceled");
        expect(valueOf(await gateway.cancelPayment(giveUp)).status).toBe("canceled");
        expect((await reread(payment)).status).toBe("canceled");
      });

      test("is refused once it is paid, and the money stays seen", async () => {
        const payment = await create();
        await subject.pay(payment.clientSecret, "accepted");
        const { gatewayPaymentId } = payment;
        const asked = await gateway.cancelPayment({
          idempotencyKey: `payment:${newId()}:cancel`,
          gatewayPaymentId,
        });
        expect(asked.outcome).toBe("not_sent");
        expect((await reread(payment)).status).toBe("captured");
      });
    });

    describe("reading", () => {
      test("VAL-04: answers not_sent for a payment that does not exist", async () => {
        expect(await gateway.retrievePayment("pi_nobody")).toMatchObject({
          outcome: "not_sent",
          code: "resource_missing",
        });
      });
    });

    describe("keeping a card without paying", () => {
      const begin = async () =>
        valueOf(
          await gateway.startMethodSetup({
            idempotencyKey: `setup:${newId()}`,
            gatewayCustomerId,
            metadata: { customer_id: "customer-1" },
          }),
        );

      test("has no card until the buyer gave one", async () => {
        const { setupId } = await begin();
        expect(valueOf(await gateway.retrieveMethodSetup(setupId))).toEqual({
          metadata: { customer_id: "customer-1" },
          method: null,
        });
      });

      test("has the card then, and it is the customer's until it is removed", async () => {
        const { setupId, clientSecret } = await begin();
        await subject.finishSetup(clientSecret);
        const { method } = valueOf(await gateway.retrieveMethodSetup(setupId));
        expect(method).toMatchObject({ gatewayCustomerId, card: { brand: "visa", last4: "4242" } });
        const id = method?.gatewayMethodId ?? "";
        await subject.breakNext(["lost_reply"]);
        expect(
          valueOf(await gateway.detachMethod({ idempotencyKey: `${id}:detach`, gatewayMethodId: id })),
        ).toEqual({ gatewayMethodId: id });
        expect(valueOf(await gateway.retrieveMethod(id)).gatewayCustomerId).toBeNull();
        expect(
          (await gateway.detachMethod({ idempotencyKey: `${id}:detach:2`, gatewayMethodId: id })).outcome,
        ).toBe("not_sent");
      });

      test("VAL-16: answers not_sent for a card that does not exist", async () => {
        expect(await gateway.retrieveMethod("pm_nobody")).toMatchObject({
          outcome: "not_sent",
          code: "resource_missing",
        });
      });
    });

    test("VAL-16: answers not_sent for a dispute that does not exist", async () => {
      expect(await gateway.retrieveDispute("du_0000000000000000000nobody")).toMatchObject({
        outcome: "not_sent",
        code: "resource_missing",
      });
    });

    test("GTW-09: credentials are asked for, and say whether they move real money", async () => {
      expect(valueOf(await gateway.checkCredentials())).toEqual({ isLive: false });
      expect((await subject.unreachable.checkCredentials()).outcome).toBe("not_sent");
    });

    describe("notices", () => {
      test("are believed when the gateway signed them, and say which payment to read again", async () => {
        const payment = await create();
        await subject.pay(payment.clientSecret, "accepted");
        const { body, signature } = await subject.noticeOf(payment);
        expect(gateway.verifyNotice(body, signature)).toMatchObject({
          ok: true,
          notice: {
            kind: "payment_changed",
            gatewayPaymentId: payment.gatewayPaymentId,
            merchantId: payment.merchantId,
          },
        });
      });

      test("F19: are listed for whom they were never delivered to, oldest first, as the deliveries would say it", async () => {
        const since = new Date(Date.now() - 1_000);
        const payment = await create();
        await subject.pay(payment.clientSecret, "accepted");
        const listed = valueOf(await gateway.listNotices(since, 1_000));
        const own = listed.filter(({ notice }) => notice.gatewayPaymentId === payment.gatewayPaymentId);
        expect(own.length).toBeGreaterThan(1);
        const instants = listed.map(({ notice }) => notice.occurredAt.getTime());
        expect(instants).toEqual(instants.toSorted((left, right) => left - right));
        const { body, signature } = await subject.noticeOf(payment);
        const delivered = gateway.verifyNotice(body, signature);
        expect(own.map(({ notice }) => notice)).toContainEqual(delivered.ok && delivered.notice);
        expect(own.every(({ payload }) => JSON.parse(payload) !== null)).toBe(true);
        expect(valueOf(await gateway.listNotices(since, 1)).map(({ notice }) => notice.externalId)).toEqual([
          listed[0]?.notice.externalId,
        ]);
      });

      test("are refused when anything about them is not as it was signed", async () => {
        const payment = await create();
        await subject.pay(payment.clientSecret, "accepted");
        const { body, signature } = await subject.noticeOf(payment);
        expect(gateway.verifyNotice(`${body} `, signature)).toEqual({ ok: false, reason: "signature_wrong" });
        expect(gateway.verifyNotice(body, null)).toEqual({ ok: false, reason: "signature_missing" });
        expect(
          gateway.verifyNotice(
            body,
            signature.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
          ).ok,
        ).toBe(false);
      });
    });
  });
}
