import { randomUUID } from "node:crypto";
import { afterEach, describe, test } from "vitest";
import { moneyStage } from "@/test/support/money-stage";
import { until } from "@/test/support/until";
import { keepQueue } from "./keep-queue";

const stage = moneyStage();
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

const leave = (key: string) =>
  stage.rows("SELECT graphile_worker.add_job('send-mail', '{}'::json, job_key => $1)", [key]);

describe("the queue", () => {
  test("writes down how a job failed, puts it off, and goes on with others", async () => {
    const done: string[] = [];
    const queue = await keepQueue(stage.database.appUrl, {
      "send-mail": (_payload, { job }) => {
        if (job.key === "bad") throw new Error("The mail server is away.");
        done.push(job.key ?? "");
      },
    });
    stop = queue.stop;
    await leave("bad");
    await until("the failure is written down", async () => {
      const [job] = await stage.rows<{ last_error: string | null; is_put_off: boolean; is_free: boolean }>(
        "SELECT last_error, run_at > now() AS is_put_off, locked_at IS NULL AS is_free FROM graphile_worker.jobs WHERE key = 'bad'",
      );
      return job?.last_error === "The mail server is away." && job.is_put_off && job.is_free;
    });
    await leave("good");
    await until("another job is done", () => Promise.resolve(done.includes("good")));
    await stage.rows("DELETE FROM graphile_worker._private_jobs");
  });

  test(
    "F41: goes on without a restart of its process when all of its connections are cut",
    {
      // Begun anew only after it was given the time to end what is in hand.
      timeout: 60_000,
    },
    async () => {
      const done: string[] = [];
      const queue = await keepQueue(stage.database.appUrl, {
        "send-mail": async (_payload, { job }) => {
          if (job.key === "in hand")
            await stage.rows(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'remit-queue' AND datname = current_database()",
            );
          done.push(job.key ?? "");
        },
      });
      stop = queue.stop;
      await leave("in hand");
      await until("the connections are cut", () => Promise.resolve(done.includes("in hand")));
      const later = randomUUID();
      await leave(later);
      await until("a later job is done", () => Promise.resolve(done.includes(later)));
      await stage.rows("DELETE FROM graphile_worker._private_jobs");
    },
  );
});
