import { gzipSync } from "node:zlib";
import { pool } from "@/lib/db/pool";
import { inTransaction } from "@/lib/db/transaction";
import { encodeSessionToken } from "@/lib/auth/session-token";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { newId, publicId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { registerStaff } from "@/lib/services/people/register-staff";
import { startSession } from "@/lib/services/people/start-session";
import type { Role } from "@/lib/domain/actor";
import { type BenchLine, inKb } from "../report/bench-line";
import { benchOrder, type BenchShop, valueOf } from "../shop/bench-shop";
import type { WebStage } from "../stage/web-stage";

interface Login {
  readonly merchantId: string;
  readonly id: string;
  readonly role: Role;
  readonly customerId: string | null;
  readonly name: string;
}

async function cookieOf(stage: WebStage, login: Login): Promise<string> {
  const actor = { kind: "system", merchantId: login.merchantId, name: "bench" } as const;
  const ctx = { actor, traceId: newTraceId(), ipAddress: "127.0.0.1", clock: { now: () => new Date() } };
  const session = await inTransaction((tx) => startSession(tx, ctx, { login, userAgent: "bench" }));
  const token = await encodeSessionToken(session, stage.environment["NEXTAUTH_SECRET"] ?? "", 3_600);
  return `${sessionCookie(stage.environment["APP_URL"] ?? "").name}=${token}`;
}

/** What a browser loads of the origin's own scripts for a page, gzipped; scripts of others are not counted. */
async function firstLoadBytes(origin: string, path: string, cookie?: string): Promise<number> {
  const page = await fetch(`${origin}${path}`, {
    redirect: "manual",
    ...(cookie === undefined ? {} : { headers: { cookie } }),
  });
  if (page.status !== 200) throw new Error(`${path} answered ${page.status}.`);
  const html = await page.text();
  const scripts = new Set(
    [...html.matchAll(/<script[^>]*\ssrc="(\/_next\/[^"]+)"(?![^>]*nomodule)/gi)].map(([, src = ""]) => src),
  );
  const legacy = new Set(
    [...html.matchAll(/<script[^>]*\snomodule[^>]*>/gi)].map(([tag]) => /src="([^"]+)"/.exec(tag)?.[1] ?? ""),
  );
  const sizes = await Promise.all(
    [...scripts]
      .filter((src) => !legacy.has(src))
      .map(async (src) => gzipSync(await (await fetch(`${origin}${src}`)).text()).length),
  );
  return sizes.reduce((total, size) => total + size, 0);
}

function budgetLine(figure: string, bytes: number, hello: number, budgetKb: number): BenchLine {
  return {
    figure,
    ours: `${inKb(bytes)}, ${inKb(bytes - hello)} more`,
    limit: `hello page ${inKb(hello)}`,
    ratio: bytes / hello,
    target: `≤ +${budgetKb} kB`,
    isMet: bytes - hello <= budgetKb * 1000,
  };
}

/** First-load JavaScript of the pages that count, against a page of the same framework that says hello. */
export async function pageLines(stage: WebStage, shop: BenchShop): Promise<BenchLine[]> {
  const { merchantId, customers } = shop;
  const [customer] = customers;
  if (customer === undefined) throw new Error("A checkout needs a customer.");
  const ctx = {
    actor: { kind: "system", merchantId, name: "bench" } as const,
    traceId: newTraceId(),
    ipAddress: null,
    clock: { now: () => new Date() },
  };
  const staffName = "Staff";
  const email = `staff-${newId()}@bench.example`;
  valueOf(await registerStaff(ctx, { name: staffName, email, passwordHash: "none", role: "support" }));
  const { rows } = await pool().query<{ id: string }>(
    "SELECT id FROM login WHERE merchant_id = $1 AND email = $2",
    [merchantId, email],
  );
  const staffId = rows[0]?.id ?? "";
  const asCustomer = await cookieOf(stage, { ...customer, id: customer.loginId, role: "customer" });
  const asStaff = await cookieOf(stage, {
    merchantId,
    id: staffId,
    role: "support",
    customerId: null,
    name: staffName,
  });
  const orderId = publicId("order", await benchOrder(shop, customer));
  const hello = await firstLoadBytes(stage.bareUrl, "/");
  return [
    budgetLine(
      "first-load JavaScript, checkout without Stripe's, gzipped",
      await firstLoadBytes(stage.productUrl, `/checkout/${orderId}`, asCustomer),
      hello,
      15,
    ),
    budgetLine(
      "first-load JavaScript, console, gzipped",
      await firstLoadBytes(stage.productUrl, "/admin/orders", asStaff),
      hello,
      30,
    ),
  ];
}
