/** Loaded before the first request, so that it can be told in the same turn: an answer is begun while a module is still loading. */
let noteTrouble: ((error: unknown) => void) | undefined;

/** Called once by the framework before the first request is served; a build serves none. */
export async function register(): Promise<void> {
  if (process.env["NEXT_PHASE"] === "phase-production-build" || process.env.NEXT_RUNTIME === "edge") return;
  const { requireEnv } = await import("@/lib/platform/require-env");
  requireEnv();
  const { endConnectionsOnSigterm } = await import("@/lib/platform/end-connections");
  endConnectionsOnSigterm();
  const { answerUnavailableWhileAway } = await import("@/lib/platform/answer-unavailable");
  answerUnavailableWhileAway();
  ({ noteTrouble } = await import("@/lib/platform/database-gauge"));
}

/** Called by the framework for each error that a page, action or route did not catch. */
export function onRequestError(error: unknown): void {
  noteTrouble?.(error);
}
