import fs from "node:fs";
import { z } from "zod";

const login = z.object({ merchant: z.string(), role: z.string(), email: z.string(), password: z.string() });

const manifestSchema = z.object({
  url: z.url(),
  databaseUrl: z.string(),
  mailboxUrl: z.url(),
  sandbox: z.object({ url: z.url(), secretKey: z.string(), webhookSecret: z.string() }),
  logins: z.array(login),
});

export type Login = z.infer<typeof login>;
export type StaffRole =
  "support" | "billing_ops" | "finance_approver" | "finance_admin" | "platform_admin" | "auditor";

const file = process.env["REMIT_MANIFEST"] ?? ".remit/test.json";

/** What the runner brought up: addresses, the sandbox's keys, who can sign in. */
export const manifest = manifestSchema.parse(JSON.parse(fs.readFileSync(file, "utf8")));

/** A seeded member of staff. */
export function staffLogin(role: StaffRole, merchant = "northlight"): Login {
  const found = manifest.logins.find((each) => each.role === role && each.merchant === merchant);
  if (found === undefined) throw new Error(`The seed has no ${role} of ${merchant}.`);
  return found;
}

/** A seeded customer, to read with only: specs that change something sign up a customer of their own. */
export function seededCustomer(email: string): Login {
  const found = manifest.logins.find((each) => each.email === email);
  if (found === undefined) throw new Error(`The seed has no ${email}.`);
  return found;
}
