// npm run controls: writes into docs/controls.md which test holds which row, fault and control.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { controlsPage } from "./controls/controls-page";
import { findHoldingTests, requiredControls } from "./controls/held-controls";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PAGE = path.join(ROOT, "docs/controls.md");

const [required, tests] = [requiredControls(ROOT), findHoldingTests(ROOT)];
const page = fs.readFileSync(PAGE, "utf8");
fs.writeFileSync(PAGE, controlsPage(page, required, tests));
const held = [...required.keys()].filter((id) => tests.some((test) => test.ids.includes(id)));
console.log(`${held.length} of ${required.size} are held by a test.`);
