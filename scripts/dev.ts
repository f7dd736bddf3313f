// npm run dev: the demo's processes and data, with pages compiled as they are asked for. Takes the demo's flags.
import "./check-node.mjs";
import { loadDotEnv } from "./stack/load-dot-env";
import { runClone } from "./stack/run-clone";

loadDotEnv();
const has = (flag: string) => process.argv.includes(flag);
await runClone({
  deployEnv: "development",
  web: "dev",
  isReset: has("--reset"),
  isVerbose: has("--verbose"),
});
process.exit();
