import { z } from "zod";

const word = z.string().regex(/^[\w.-]{1,255}$/);

/** Some of Stripe's objects have ids that a person made up. */
const objectId = z.string().regex(/^\P{Cc}{1,500}$/u);

/** What is read of an event. The signature says who sent it, not that it can be stored. */
export const readableEvent = z.object({
  id: word,
  type: word,
  created: z.int().min(0).max(253_402_300_799),
  livemode: z.boolean(),
  api_version: word.nullish(),
  data: z.object({
    object: z.object({
      id: objectId.nullish(),
      object: word.nullish(),
      payment_intent: z.union([objectId, z.object({ id: objectId })]).nullish(),
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
});
