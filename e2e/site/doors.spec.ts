import type { APIRequestContext, Page } from "@playwright/test";
import { builtActions, builtRoutes } from "../support/build";
import { expect, test } from "../support/fixtures";
import { footprintOf, footprintOfCustomer } from "../support/footprint";
import { manifest, seededCustomer } from "../support/manifest";
import { placeOrder } from "../support/orders";
import { signIn, strangerPage } from "../support/people";

/** Actions that a visitor may call: what they change is the visitor's own. A new action is not in this list. */
const FOR_VISITORS = new Set([
  "addToCartAction",
  "forgotPasswordAction",
  "resetPasswordAction",
  "setCartLineAction",
  "signInAction",
  "signOutAction",
  "signUpAction",
  "turnOffNoticesAction",
]);

/** Parameters that name nobody's record, or are themselves the right to it: the token of a pay link. */
const PUBLIC_PARAMETERS = new Set(["slug", "gateway", "...nextauth", "...rest", "token"]);

/** Pages that show what is not one person's: the mailbox is only open in demos and tests. */
const OPEN_ROUTES = new Set(["/mailbox/[mailId]"]);

const PREFIXES: Readonly<Record<string, string>> = {
  orderId: "ord",
  documentId: "doc",
  paymentId: "pay",
  customerId: "cust",
  accountId: "acct",
  entryId: "je",
  eventId: "whe",
  alertId: "alr",
  manualPaymentId: "mpay",
  lotId: "lot",
};

/** Kinds of which a fresh installation has none, which is as it should be: a made-up id stands for them. */
const MAY_BE_NONE = new Set(["alertId", "manualPaymentId"]);
const MADE_UP = "01h00000000000000000000000";

/** Under a record of its own: which of its files. */
const FILES: Readonly<Record<string, string>> = { "/api/wallets/[customerId]/[file]": "statement.csv" };

const parameterOf = (route: string) => /\[([^\]]+)\]/.exec(route)?.[1];

/** The first record of each kind that the console of a member of staff shows, by its parameter's name. */
async function recordsOf(page: Page): Promise<Record<string, string>> {
  const lists = [
    "/admin/orders",
    "/admin/payments",
    "/admin/invoices",
    "/admin/customers",
    "/admin/ledger",
    "/admin/ledger/accounts",
    "/admin/webhooks",
    "/admin/alerts",
  ];
  const read = async (path: string) => (await page.request.get(path)).text();
  const texts = await Promise.all(lists.map(read));
  const customers = new Set(texts.join("\n").match(/\bcust_[0-9a-z]{26}\b/g));
  texts.push(...(await Promise.all([...customers].map((id) => read(`/admin/wallets/${id}`)))));
  const ids = Object.entries(PREFIXES).map(([parameter, prefix]) => {
    const found = new RegExp(`\\b${prefix}_[0-9a-z]{26}\\b`).exec(texts.join("\n"))?.[0];
    if (!MAY_BE_NONE.has(parameter)) expect(found, `the console shows a ${prefix}_`).toBeDefined();
    return [parameter, found ?? `${prefix}_${MADE_UP}`] as const;
  });
  return Object.fromEntries(ids);
}

/** The routes that show or change one record, with the record's id put in. Fails on a route whose parameter nobody mapped. */
function replay(records: Readonly<Record<string, string>>): string[] {
  return builtRoutes().flatMap((route) => {
    const parameter = parameterOf(route);
    if (parameter === undefined || PUBLIC_PARAMETERS.has(parameter) || OPEN_ROUTES.has(route)) return [];
    const id = records[parameter];
    expect(id, `${route}: add its parameter to this spec`).toBeDefined();
    return [route.replace(`[${parameter}]`, id ?? "").replace("[file]", FILES[route] ?? "[file]")];
  });
}

/** What comes back for a path, asked as its kind of route is asked. */
async function ask(request: APIRequestContext, path: string) {
  const isCommand = /^\/api\/.*\/refresh$/.test(path);
  const headers = { origin: manifest.url };
  return isCommand
    ? request.post(path, { headers, maxRedirects: 0 })
    : request.get(path, { maxRedirects: 0 });
}

async function call(
  request: APIRequestContext,
  action: { id: string; route: string },
  headers: Record<string, string>,
) {
  const path = action.route.replaceAll(/\[[^\]]+\]/g, `ord_${MADE_UP}`);
  return request.post(path, {
    maxRedirects: 0,
    headers: {
      "next-action": action.id,
      "content-type": "text/plain;charset=UTF-8",
      accept: "text/x-component",
      ...headers,
    },
    data: "[]",
  });
}

test.describe.configure({ timeout: 120_000 });

test("S38, TST-14: no record of one merchant answers to staff of another, on any route of the build", async ({
  staff,
}) => {
  const records = await recordsOf(await staff("finance_admin", "northlight"));
  const other = await staff("finance_admin", "kiln");
  const paths = replay(records).filter((path) => path.startsWith("/admin") || path.startsWith("/api"));
  expect(paths.length).toBeGreaterThan(7);
  for (const path of paths) expect((await ask(other.request, path)).status(), path).toBe(404);
});

test("S38: no record of one customer answers to another, on any route of the build", async ({
  page,
  browser,
  customer,
}) => {
  expect(customer.email).not.toBe("");
  const order = await placeOrder(page, "search");
  const other = await strangerPage(browser, "Olga Brandt");
  const started = await page.request.post("/api/payment-intents", {
    headers: { origin: manifest.url },
    data: { orderId: order.id },
  });
  const body: unknown = await started.json();
  const paymentId = typeof body === "object" && body !== null ? String(Reflect.get(body, "paymentId")) : "";
  expect(paymentId).toMatch(/^pay_/);
  const nothing = Object.fromEntries(
    Object.keys(PREFIXES).map((name) => [name, `${PREFIXES[name]}_${MADE_UP}`]),
  );
  for (const path of replay({ ...nothing, orderId: order.id, paymentId }))
    expect((await ask(other.request, path)).status(), path).toBe(404);
  await other.context().close();
});

test("S07: no action does anything for a visitor, for another site or for a page without an origin", async ({
  request,
  browser,
}) => {
  const actions = builtActions();
  expect(actions.length).toBeGreaterThan(20);
  const context = await browser.newContext({ baseURL: manifest.url });
  const page = await context.newPage();
  const greta = seededCustomer("greta@vogel.example");
  await signIn(page, greta);
  const footprints = () => Promise.all([footprintOfCustomer(greta.email), footprintOf("kiln")]);
  const before = await footprints();
  for (const { id, name, routes } of actions) {
    const action = { id, route: routes[0] ?? "/" };
    if (!FOR_VISITORS.has(name)) {
      const visitor = await call(request, action, { origin: manifest.url });
      const isSentToSignIn = visitor.headers()["x-action-redirect"]?.startsWith("/sign-in") ?? false;
      if (!isSentToSignIn) expect([303, 307, 401, 404], `${name} for a visitor`).toContain(visitor.status());
    }
    for (const origin of ["https://evil.example", "null"]) {
      const foreign = await call(page.request, action, { origin });
      expect(foreign.status(), `${name} from ${origin}`).toBeGreaterThanOrEqual(400);
    }
  }
  await context.close();
  expect(await footprints()).toEqual(before);
});

test("S07: no action of the console does anything for a customer", async ({ page }) => {
  await signIn(page, seededCustomer("greta@vogel.example"));
  const before = await footprintOf("kiln");
  const actions = builtActions().filter(({ routes }) => routes.every((route) => route.startsWith("/admin")));
  expect(actions.length).toBeGreaterThan(8);
  for (const { id, name, routes } of actions) {
    const answer = await call(page.request, { id, route: routes[0] ?? "" }, { origin: manifest.url });
    expect(answer.status(), name).toBe(404);
  }
  expect(await footprintOf("kiln")).toEqual(before);
});

test("S02, S04, S05: no header, spelling or doubled parameter opens the console", async ({ request }) => {
  const secrets = /Ben Okafor|ada@moreno|gateway_clearing|Trial balance in/;
  const headers: Record<string, string>[] = [
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    {
      "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware",
    },
    { "x-middleware-rewrite": "/admin/orders", "x-middleware-next": "1" },
    { "next-resume": "1" },
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1" },
    { rsc: "1", "next-router-segment-prefetch": "/_tree" },
    { "x-nonce": "abc", "content-security-policy": "script-src 'nonce-abc'" },
  ];
  for (const each of headers) {
    const answer = await request.get("/admin/orders", { headers: each, maxRedirects: 0 });
    expect(answer.status(), JSON.stringify(each)).toBeGreaterThanOrEqual(300);
    expect(await answer.text()).not.toMatch(secrets);
  }
  const paths = [
    "/admin/orders.rsc",
    "/admin/orders?_rsc=1",
    "/admin.segments/_tree.segment.rsc",
    "/admin/orders.segments/_tree.segment.rsc",
    "/admin%2forders",
    "/admin/%6frders",
    "//admin/orders",
    "/./admin/orders",
    "/ADMIN/orders",
    "/en/admin/orders",
    "/_next/data/x/admin/orders.json",
    "/orders/ord_01h00000000000000000000000?orderId=x&orderId=y&nxtPorderId=z",
  ];
  for (const path of paths) {
    const answer = await request.get(manifest.url + path, { maxRedirects: 0 });
    expect(answer.status(), path).not.toBe(200);
    expect(await answer.text(), path).not.toMatch(secrets);
  }
});

test("S06: a body that abuses the framework's own format opens nothing, says nothing, and the process lives", async ({
  request,
}) => {
  const action = builtActions().find(({ name }) => name === "signInAction");
  const shapes = [
    '["$1:__proto__:then"]',
    '["$1:constructor:constructor"]',
    '["$F1"]',
    '["$B1337"]',
    '{"then":"$1:__proto__:then","status":"resolved_model","reason":-1,"value":"{}"}',
    `["${"x".repeat(3_000_000)}"]`,
  ];
  for (const data of shapes) {
    const answer = await request.post("/sign-in", {
      maxRedirects: 0,
      headers: {
        "next-action": action?.id ?? "",
        origin: manifest.url,
        "content-type": "text/plain;charset=UTF-8",
      },
      data,
    });
    expect(answer.headers()["set-cookie"] ?? "", data.slice(0, 40)).not.toContain("session");
    expect(await answer.text(), data.slice(0, 40)).not.toMatch(
      /node:internal|at Object\.|__proto__|child_process/,
    );
  }
  expect((await request.get("/api/health/live")).status()).toBe(200);
});

test("S08: a made-up host changes no link and no redirect", async ({ request }) => {
  const headers = { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
  const redirect = await request.get("/admin", { headers, maxRedirects: 0 });
  expect(redirect.headers()["location"]).toMatch(new RegExp(`^${manifest.url}/sign-in`));
  for (const path of ["/", "/sign-in"])
    expect(await (await request.get(path, { headers })).text()).not.toContain("evil.example");
});
