import { health } from "@/lib/reports/health";

export const dynamic = "force-dynamic";

/** Public and without secrets. 200 while people can be served, 503 when they cannot. */
export async function GET(): Promise<Response> {
  const found = await health();
  return Response.json(found, {
    status: found.status === "down" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
