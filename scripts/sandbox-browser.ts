// npm run sandbox:browser                    the sandbox's Stripe.js in a browser
// npm run sandbox:browser -- card            arguments go on to Playwright
import { createSupervisor } from "./supervise/supervisor";
import { runScript } from "./run-script";
import { findBrowser } from "./testing/find-browser";
import { runSandboxPlaywright } from "./testing/run-playwright";

await runScript(async () => {
  const browser = await findBrowser((text) => console.log(text));
  const supervisor = createSupervisor({
    logFolder: ".remit/sandbox-browser",
    onLine: (_name, line) => console.log(line),
  });
  try {
    await runSandboxPlaywright(supervisor.run, browser, process.argv.slice(2));
    console.log("All passed.");
  } finally {
    await supervisor.stop();
  }
});
