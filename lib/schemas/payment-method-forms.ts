import { z } from "zod";

export const paymentMethodForm = z.object({ methodId: z.string().min(1).max(40) });

/** The gateway's name of a finished setup, as the browser got it; the server asks the gateway what it is. */
export const recordSavedMethodForm = z.object({ setupId: z.string().regex(/^seti_[A-Za-z0-9_]{1,120}$/) });
