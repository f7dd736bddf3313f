// A process that does one thing and may be told (REMIT_CRASH_AT) to die in the middle of it. Started by crash.test.ts, which
// it tells at its end how often it came to each crash point.
import { closePool } from "@/lib/db/pool";
import { armCrashPoints, CRASH_POINTS } from "@/lib/platform/crash-point";
import { doAct } from "./acts";
import { assignmentSchema } from "./assignment";

const assignment = assignmentSchema.parse(JSON.parse(process.argv[2] ?? "{}"));
const met = Object.fromEntries(CRASH_POINTS.map((point) => [point, 0]));
if (process.env["REMIT_CRASH_AT"] === undefined)
  armCrashPoints((point) => {
    met[point] = (met[point] ?? 0) + 1;
  });
await doAct(assignment);
await closePool();
console.log(JSON.stringify(met));
process.exit(0);
