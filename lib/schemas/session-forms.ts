import { z } from "zod";

/** A signed-in browser, named by its public id. */
export const sessionForm = z.object({ sessionId: z.string().min(1).max(40) });
