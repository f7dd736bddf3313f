export const dynamic = "force-dynamic";

/** The process answers. Says nothing of the database, so that an outage there does not restart the web. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
