import { style } from "../terminal/style";
import type { Manifest } from "./manifest";

const TEST_CARDS = [
  ["4242 4242 4242 4242", "is accepted"],
  ["4000 0025 0000 3155", "asks for 3-D Secure first"],
  ["4000 0000 0000 9995", "is declined: insufficient funds"],
  ["4000 0000 0000 0002", "is declined"],
] as const;

/** What someone who has just started the demo wants to know, set for an 80-column terminal. */
export function welcome({ url, mailboxUrl, logins, sandbox }: Manifest, readyIn: string): string {
  const merchants = [...new Set(logins.map((login) => login.merchant))];
  const width = Math.max(0, ...logins.map((login) => login.email.length));
  const roleWidth = Math.max(0, ...logins.map((login) => login.role.length));
  const people = merchants.flatMap((merchant) => [
    "",
    `  ${style.bold(merchant)}`,
    ...logins
      .filter((login) => login.merchant === merchant)
      .map(
        (login) =>
          `    ${login.role.padEnd(roleWidth)}  ${login.email.padEnd(width)}  ${style.dim(login.password)}`,
      ),
  ]);
  const cards = TEST_CARDS.map(([number, effect]) => `    ${number}   ${style.dim(effect)}`);
  return [
    "",
    `  ${style.bold("Remit is ready")} ${style.dim(`after ${readyIn}`)}`,
    "",
    `    Shop      ${style.bold(url)}`,
    `    Console   ${url}/admin`,
    `    Mailbox   ${mailboxUrl}`,
    ...people,
    "",
    `  ${style.bold("Test cards")} ${style.dim("any future date, any code")}`,
    ...cards,
    ...(sandbox ? [] : ["", `  ${style.dim("Payments go to Stripe itself, in test mode.")}`]),
    "",
    `  ${style.dim("Ctrl-C stops everything and keeps the data. Logs are in .remit/logs.")}`,
    "",
  ].join("\n");
}
