import { listParameters } from "@/app/(admin)/admin/_console/parameters";
import { orUnavailable } from "@/app/_edge/or-unavailable";
import { failureResponse } from "@/app/_edge/to-response";
import { statementCsv, type StatementDownload, statementPdf } from "@/app/_wallet/download-statement";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { apiContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { walletHolder } from "@/lib/queries/wallets/wallet-holder";

interface StatementContext {
  readonly params: Promise<{ customerId: string; file: string }>;
}

const TYPES = { "statement.csv": "text/csv; charset=utf-8", "statement.pdf": "application/pdf" } as const;

function isFile(name: string): name is keyof typeof TYPES {
  return Object.hasOwn(TYPES, name);
}

async function bodyOf(file: keyof typeof TYPES, download: StatementDownload): Promise<BodyInit> {
  return file === "statement.csv"
    ? statementCsv(download)
    : new Blob([new Uint8Array(await statementPdf(download))]);
}

async function answer(request: Request, { params }: StatementContext): Promise<Response> {
  const ctx = await apiContext();
  if (!ctx.ok) return failureResponse(ctx.error, newTraceId());
  const { actor, clock, traceId } = ctx.value;
  const [merchant, { customerId, file }] = await Promise.all([currentMerchant(), params]);
  const { text, days } = await listParameters(
    Promise.resolve(Object.fromEntries(new URL(request.url).searchParams)),
  );
  const id = parsePublicId("customer", customerId);
  const holder = id && (await walletHolder(actor, { customerId: id }));
  if (!holder || !isFile(file))
    return failureResponse({ kind: "not_found", code: "customer_not_found" }, traceId);
  const currency =
    merchant.currencies.find((one) => one === text("currency")) ?? merchant.currencies[0] ?? "";
  const name = file.replace("statement", `wallet-${currency.toLowerCase()}`);
  const body = await bodyOf(file, { actor, merchant, holder, currency, days, now: clock.now() });
  return new Response(body, {
    headers: {
      "Content-Type": TYPES[file],
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** A wallet's statement to keep: the customer's own, or for staff that of a customer of their merchant. */
export async function GET(request: Request, context: StatementContext): Promise<Response> {
  return orUnavailable(() => answer(request, context));
}
