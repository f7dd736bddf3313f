import { isReady } from "@/lib/reports/health";

export const dynamic = "force-dynamic";

/** Whether requests may be sent here: the database answers and its migrations are at head. */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  return Response.json(
    { status: ready ? "ok" : "down" },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
