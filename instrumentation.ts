/** Called once by the framework before the first request is served; a build serves none. */
export async function register(): Promise<void> {
  if (process.env["NEXT_PHASE"] === "phase-production-build" || process.env.NEXT_RUNTIME === "edge") return;
  const { requireEnv } = await import("@/lib/platform/require-env");
  requireEnv();
  const { endConnectionsOnSigterm } = await import("@/lib/platform/end-connections");
  endConnectionsOnSigterm();
  const { answerUnavailableWhileAway } = await import("@/lib/platform/answer-unavailable");
  answerUnavailableWhileAway();
}

/** Called by the framework for each error that a page, action or route did not catch. */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME === "edge") return;
  const { noteTrouble } = await import("@/lib/platform/database-gauge");
  noteTrouble(error);
}
