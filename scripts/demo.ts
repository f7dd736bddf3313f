// npm run demo              everything, from nothing, seeded; kept for the next time
// npm run demo -- --reset   the same without the earlier data
// npm run demo -- --verbose shows what each process prints
import "./check-node.mjs";
import { loadDotEnv } from "./stack/load-dot-env";
import { runClone } from "./stack/run-clone";

loadDotEnv();
const has = (flag: string) => process.argv.includes(flag);
await runClone({ deployEnv: "demo", web: "start", isReset: has("--reset"), isVerbose: has("--verbose") });
process.exit();
