import { randomBytes } from "node:crypto";

const run = randomBytes(4).toString("hex");
let count = 0;

/** Ids that sort by time as ours do, and cost the load generator nothing: what is measured is the other side. */
export function cheapId(): string {
  const ms = Date.now().toString(16).padStart(12, "0");
  count = (count + 1) % 0x100000000;
  const tail = count.toString(16).padStart(8, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-8${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${run}${tail.slice(6)}00`;
}
