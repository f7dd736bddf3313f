import { resendMail } from "./handlers/resend-mail";
import { savePaymentMethod } from "./handlers/save-payment-method";
import { sendMail } from "./handlers/send-mail";
import { voidPayment } from "./handlers/void-payment";
import type { JobHandler } from "./job-handler";
import type { Job } from "./queue";

/** Which handler does which job; a job without one does not compile. */
export const TASKS: Readonly<Record<Job["job"], JobHandler>> = {
  "send-mail": sendMail,
  "resend-mail": resendMail,
  "save-payment-method": savePaymentMethod,
  "void-payment": voidPayment,
};
