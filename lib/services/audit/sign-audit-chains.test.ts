import { beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { isSigned, signingKey } from "@/lib/platform/checkpoint-signature";
import { AN_AUDIT_KEY } from "@/test/builders/audit-keys";
import { aShop, type Shop } from "@/test/builders/shop";
import { serviceDatabase } from "@/test/support/service-database";
import { answered } from "@/test/support/answered";
import { recordAuditRead } from "./record-audit-read";
import { sealAuditLog } from "./seal-audit-log";
import { signAuditChains } from "./sign-audit-chains";

serviceDatabase(() => ({ AUDIT_SIGNING_KEY: AN_AUDIT_KEY }));
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

async function grow(): Promise<void> {
  answered(await recordAuditRead(shop.staff("auditor"), { filters: {} }));
  while (await sealAuditLog());
}

test("S47: signs where a chain ends, and signs it again only when it has grown", async () => {
  await grow();
  const [checkpoint, ...others] = await signAuditChains();
  expect(others).toEqual([]);
  expect(checkpoint).toMatchObject({ merchantId: shop.merchantId, keyId: signingKey(AN_AUDIT_KEY).keyId });
  expect(checkpoint && isSigned(checkpoint)).toBe(true);
  expect(await signAuditChains()).toEqual([]);
  await grow();
  expect(await signAuditChains()).toMatchObject([{ sequence: (checkpoint?.sequence ?? 0n) + 1n }]);
  const { rows } = await pool().query("SELECT sequence FROM audit_checkpoint WHERE merchant_id = $1", [
    shop.merchantId,
  ]);
  expect(rows).toHaveLength(2);
});

test("S47: a key that is none is refused without being shown", () => {
  expect(() => signingKey("c2VjcmV0IHZhbHVl")).toThrow(
    /^AUDIT_SIGNING_KEY is not a private key in PKCS8, DER, base64\.$/,
  );
});
