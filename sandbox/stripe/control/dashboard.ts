import type { Sandbox } from "../sandbox.ts";

export function dashboardPage(sandbox: Sandbox): string {
  return `<!doctype html><title>Stripe sandbox</title><p>${sandbox.store.events.count()} events`;
}
