// npm run sandbox:trigger <event>: makes the requests that bring the event about, at the sandbox of SANDBOX_URL.
import { sandboxConfig } from "./config.ts";
import { runTrigger, triggerNames } from "./triggers/run-trigger.ts";

const [event] = process.argv.slice(2);
const { port, secretKey } = sandboxConfig({});
const target = {
  url: process.env["SANDBOX_URL"] ?? `http://127.0.0.1:${process.env["SANDBOX_PORT"] ?? port}`,
  secretKey: process.env["SANDBOX_SECRET_KEY"] ?? secretKey,
};

if (event === undefined || !triggerNames().includes(event)) {
  console.error(`Name one of these events:\n${triggerNames().join("\n")}`);
  process.exit(1);
}
try {
  for (const { name, path, status } of await runTrigger(target, event))
    console.log(`${status} ${name} ${path}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
