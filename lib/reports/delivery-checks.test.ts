import { afterEach, describe, expect, test, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { serviceDatabase } from "@/test/support/service-database";
import { checkClock, checkSweep } from "./delivery-checks";

serviceDatabase();
afterEach(() => void vi.useRealTimers());

const sweep = (ageMinutes: number, error: string | null) =>
  pool().query(
    `INSERT INTO webhook_sweep (gateway, swept_until, last_run_at, last_found_count, total_found_count, last_error)
       VALUES ('stripe', now(), now() - make_interval(mins => $1), 0, 7, $2)
       ON CONFLICT (gateway) DO UPDATE SET last_run_at = excluded.last_run_at, last_error = excluded.last_error`,
    [ageMinutes, error],
  );

describe("the health of deliveries", () => {
  test("MON-11: is in order until the sweep is late or could not ask", async () => {
    expect((await checkSweep(pool())).status).toBe("ok");
    await sweep(4, null);
    expect(await checkSweep(pool())).toMatchObject({ status: "ok", figures: { foundCount: 7 } });
    await sweep(4, "gateway_not_reached");
    expect((await checkSweep(pool())).status).toBe("degraded");
    await sweep(31, null);
    expect((await checkSweep(pool())).status).toBe("degraded");
  });

  test("F49: needs a look once this machine's clock leaves the database's", async () => {
    expect((await checkClock(pool())).status).toBe("ok");
    for (const minutes of [-10, 10]) {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
      const { status, figures } = await checkClock(pool());
      vi.useRealTimers();
      expect(status).toBe("degraded");
      expect(Math.abs(Number(figures["skewSeconds"]))).toBeGreaterThan(590);
    }
  });
});
