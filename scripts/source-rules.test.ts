// Rules of security that the sources themselves show. A failure lists the offenders.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { attachSiteForm } from "@/lib/schemas/console-forms";
import { findSecrets } from "./testing/find-secrets";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), "utf8");
const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" })
  .split("\0")
  .filter((file) => file !== "" && fs.existsSync(path.join(ROOT, file)));
const isTest = (file: string) => /\.(test|spec|test-d)\.tsx?$/.test(file);
/** What runs in an installation. */
const product = tracked.filter(
  (file) =>
    /^(app|components|lib|worker)\/.*\.tsx?$|^(proxy|instrumentation)\.ts$/.test(file) && !isTest(file),
);
const offenders = (files: readonly string[], pattern: RegExp) =>
  files.filter((file) => pattern.test(read(file)));

describe("secrets", () => {
  test("S61, SEC-04: stand in no tracked file", () => {
    const texts = tracked.filter((file) => !/\.(woff2|png|jpg|ico|gz)$/.test(file));
    expect(texts.flatMap((file) => findSecrets(read(file)).map((found) => `${file}: ${found}`))).toEqual([]);
  });

  test("S61: stand in no line that was ever added, however long ago it was taken out", () => {
    const history = execFileSync(
      "git",
      ["log", "--all", "-p", "-U0", "--no-color", "--no-ext-diff", "--no-textconv"],
      { cwd: ROOT, encoding: "utf8", maxBuffer: 1_024 ** 3 },
    );
    expect(history.length).toBeGreaterThan(0);
    expect(findSecrets(history)).toEqual([]);
  });

  test.each([
    ["sk", "live", "51HxAbCdEf2gHiJkLmNoPqRsT"],
    ["rk", "test", "9aZ8bY7cX6dW5eV4fU3gT2hS1"],
  ])("S61: are found before they are committed: %s_%s_…", (kind, mode, value) => {
    const secret = [kind, mode, value].join("_");
    const found = findSecrets(`one\nconst key = "${secret}";`);
    expect(found).toEqual(["a key of Stripe's in line 2"]);
    expect(found.join()).not.toContain(value);
  });

  test("S61: are told apart from what tests make up", () => {
    expect(findSecrets(`sk_live_x whsec_someone_elses sk_test_${"a".repeat(30)}`)).toEqual([]);
  });
});

describe("S17: what runs in the browser", () => {
  const SERVER_ONLY =
    /^lib\/(audit|auth|db|documents|gateways|jobs|notifications|platform|queries|reports|services|webhooks)\//;
  const sources = new Map(product.map((file) => [file, read(file)]));

  function target(from: string, specifier: string): string | undefined {
    const base = specifier.startsWith("@/")
      ? specifier.slice(2)
      : specifier.startsWith(".")
        ? path.posix.join(path.posix.dirname(from), specifier)
        : null;
    return base === null ? undefined : [`${base}.ts`, `${base}.tsx`].find((file) => sources.has(file));
  }
  /** What a module brings with it; types bring nothing, and an action is called over the network. */
  function imports(file: string): string[] {
    const text = sources.get(file) ?? "";
    if (/^"use server"/m.test(text)) return [];
    return [...text.matchAll(/^(?:import|export) (?!type\b)[^;]*? from "([^"]+)"/gm)]
      .map(([, specifier = ""]) => target(file, specifier))
      .filter((found) => found !== undefined);
  }
  function closure(file: string, seen = new Set<string>()): Set<string> {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const next of imports(file)) closure(next, seen);
    return seen;
  }

  test("brings along no module that reads secrets, the database or the gateway", () => {
    const clients = product.filter((file) => /^"use client"/m.test(read(file)));
    expect(clients.length).toBeGreaterThan(20);
    const leaks = clients.flatMap((file) =>
      [...closure(file)].filter((each) => SERVER_ONLY.test(each)).map((each) => `${file} brings ${each}`),
    );
    expect(leaks).toEqual([]);
  });

  test("is kept out of a page's own reading by the framework, too", () => {
    expect(
      offenders(["lib/auth/service-context.ts", "lib/auth/current-actor.ts"], /import "server-only"/),
    ).toHaveLength(2);
  });
});

describe("injection", () => {
  test("S56: no markup is built from text, and no linter is told to look away", () => {
    expect(offenders(product, /dangerouslySetInnerHTML|\.innerHTML\s*=|document\.write\(|no-danger/)).toEqual(
      [],
    );
    expect(JSON.parse(read(".oxlintrc.json"))).toMatchObject({ rules: { "react/no-danger": "error" } });
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>1</script>",
    "vbscript:1",
    "//x",
  ])("S56: %s is no address of a site", (url) => {
    const form = { siteId: "site_1", note: "" };
    expect(attachSiteForm.safeParse({ ...form, url: "https://example.com/" }).success).toBe(true);
    expect(attachSiteForm.safeParse({ ...form, url }).success).toBe(false);
  });

  test("S57: no query is handed to the database as a text that somebody put together unseen", () => {
    const all = tracked.filter(
      (file) => /\.(ts|tsx|mjs)$/.test(file) && file !== "scripts/source-rules.test.ts",
    );
    expect(offenders(all, /\$(?:query|execute)RawUnsafe|\bPrisma\.raw\(|\braw\(`/)).toEqual([]);
  });
});

describe("the way out", () => {
  test("S11: nothing of the server fetches an address; it speaks to the gateway, mail and text servers and the database", () => {
    const server = product.filter((file) => !file.startsWith("components/"));
    expect(
      offenders(server, /\bfetch\(|\b(?:http|https|tls)\.(?:request|get|connect)\(|\bundici\b|\baxios\b/),
      // The page that stands in for all others asks, from the browser, whether they are back: its own origin, a fixed path.
      // The sandbox's clock, at the configured address, in demos and tests. Twilio, at its own address or the configured one.
      // The VAT register, at its own address.
    ).toEqual([
      "app/_edge/away-response.ts",
      "lib/gateways/test-clock.ts",
      "lib/gateways/vies-register.ts",
      "lib/notifications/send-by-twilio.ts",
    ]);
    expect(read("lib/notifications/send-by-twilio.ts").match(/fetch\(.*/g)).toEqual([
      "fetch(new URL(`/2010-04-01/Accounts/${sid}/Messages.json`, base), {",
    ]);
    expect(read("lib/gateways/vies-register.ts").match(/fetch\(.*/g)).toEqual([
      'fetch(new URL(path, options.baseUrl), { signal, redirect: "error" });',
    ]);
    expect(read("lib/gateways/test-clock.ts").match(/fetch\(.*/g)).toEqual([
      "fetch(new URL(path, STRIPE_API_BASE), {",
    ]);
    const speaking = (name: string) =>
      offenders(server, new RegExp(`^import (?!type)[^;]* from "${name}"`, "m"));
    expect(speaking("stripe").every((file) => file.startsWith("lib/gateways/stripe/"))).toBe(true);
    expect(speaking("nodemailer")).toEqual(["lib/notifications/send-by-smtp.ts"]);
  });

  test("F43: there is one address of the database, so that no reading is of a copy that lags behind", () => {
    expect(offenders(product, /new (?:pg\.)?Pool\(/)).toEqual(["lib/db/pool.ts"]);
    expect([
      ...read("lib/platform/env-schema.ts").matchAll(/^ {2}(\w*DATABASE_URL\w*|\w*REPLICA\w*):/gm),
    ]).toHaveLength(1);
  });
});

describe("the supply chain", () => {
  const entry = z.object({
    version: z.string().optional(),
    integrity: z.string().optional(),
    link: z.boolean().optional(),
    inBundle: z.boolean().optional(),
    hasInstallScript: z.boolean().optional(),
  });
  const lock = z
    .object({ packages: z.record(z.string(), entry) })
    .parse(JSON.parse(read("package-lock.json")));
  const packages = Object.entries(lock.packages).filter(([folder]) => folder !== "");
  const manifest = z
    .object({
      allowScripts: z.record(z.string(), z.boolean()),
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(read("package.json")));

  test("S60: each package is pinned by its content, and each that we chose by its exact version", () => {
    expect(
      packages
        .filter(([, each]) => !each.integrity && !each.link && !each.inBundle)
        .map(([folder]) => folder),
    ).toEqual([]);
    const chosen = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.entries(chosen).filter(([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))).toEqual(
      [],
    );
    expect(read(".npmrc")).toMatch(/^save-exact=true$/m);
  });

  test("S60: a package that would run something at its installation was decided about", () => {
    const running = packages
      .filter(([, each]) => each.hasInstallScript)
      .map(([folder]) => folder.split("node_modules/").at(-1) ?? folder);
    expect(
      running.filter((name) => !Object.hasOwn(manifest.allowScripts, name) && name !== "fsevents"),
    ).toEqual([]);
  });

  test("S60: each action of the workflows is pinned by its content, with the version that it is", () => {
    const workflows = tracked.filter((file) => /^\.github\/workflows\/.*\.ya?ml$/.test(file));
    const used = workflows.flatMap((file) =>
      [...read(file).matchAll(/uses:\s*(.+)/g)].map(([, what]) => what),
    );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((what) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what ?? ""))).toEqual([]);
  });

  test("S60, SEC-14: continuous integration installs what the lock file says and runs every check", () => {
    const script = read(".ci/run");
    expect(script).toMatch(/^npm ci$/m);
    expect(script).toMatch(/^npm test$/m);
    expect(read(".github/workflows/ci.yml")).toMatch(/permissions:\n {2}contents: read/);
    const stages = read("scripts/testing/run-all-tests.ts");
    for (const check of ["arch", "lint", "check:packages", "check:schema", "types"]) {
      expect(stages).toContain(`"${check}"`);
    }
  });
});
