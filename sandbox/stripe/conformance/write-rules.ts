// npm run sandbox:rules: writes RULES.md anew from the titles of the tests.
import { writeFile } from "node:fs/promises";
import { rulesPage } from "./rules.ts";

await writeFile(new URL("../RULES.md", import.meta.url), rulesPage());
