import { z } from "zod";

const UNIT_MS = { hours: 3_600_000, days: 86_400_000 } as const;

/** How far the clock goes: a number of hours or days, or to the next event. */
export const moveClockForm = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("next"), moveKey: z.uuid() }),
  z
    .object({
      kind: z.literal("by"),
      moveKey: z.uuid(),
      amount: z.coerce.number({ error: "whole_number" }).int("whole_number").min(1, "whole_number"),
      unit: z.enum(["hours", "days"]),
    })
    .transform(({ kind, moveKey, amount, unit }) => ({ kind, moveKey, ms: amount * UNIT_MS[unit] })),
]);
