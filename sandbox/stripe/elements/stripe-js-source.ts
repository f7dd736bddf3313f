import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** In the order in which they need each other. */
const PARTS = [
  "emitter.js",
  "integration-error.js",
  "api.js",
  "modal.js",
  "frame-channel.js",
  "element-types.js",
  "element.js",
  "express-checkout.js",
  "group-options.js",
  "elements-group.js",
  "kinds.js",
  "challenge-modal.js",
  "page-modal.js",
  "next-action.js",
  "confirm.js",
  "confirm-method.js",
  "create.js",
  "stripe.js",
] as const;

let source: string | undefined;

function part(name: string): string {
  const file = fileURLToPath(new URL(`stripe-js/${name}`, import.meta.url));
  // The parts are modules for editors and linters; merchants load one classic script, as from js.stripe.com.
  return readFileSync(file, "utf8")
    .replaceAll(/^import [^;]*;\n/gm, "")
    .replaceAll(/^export /gm, "");
}

/** The script that merchants' pages load. */
export function stripeJsSource(): string {
  source ??= `// Stripe.js of the sandbox, release train "endive".\n(() => {\n"use strict";\n${PARTS.map(part).join("\n")}\n})();\n`;
  return source;
}
