// npm run browser: finds or installs the Chromium of the end-to-end tests and prints where it is.
import { runScript } from "./run-script";
import { findBrowser } from "./testing/find-browser";

await runScript(async () => {
  const browser = await findBrowser((text) => console.log(text));
  console.log(browser.executablePath ?? browser.description);
});
