/** What this process is. Each has keys of its own, where the operator gives it some. */
export type ProcessRole = "web" | "worker";

const shared = globalThis as { remitProcessRole?: ProcessRole };

/** Said once, at the start of the process. */
export function actAs(role: ProcessRole): void {
  shared.remitProcessRole = role;
}

export function processRole(): ProcessRole {
  return shared.remitProcessRole ?? "web";
}
