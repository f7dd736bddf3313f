import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { LAUNCH_ARGS } from "./launch-args";

export type Browser = {
  /** Null is Playwright's own. */
  executablePath: string | null;
  description: string;
};

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const INSTALL_TIMEOUT_MS = 6 * 60_000;
const run = promisify(execFile);

/**
 * A Chromium that has been seen to start: the one CHROMIUM_PATH names, else one that is installed, else
 * Playwright's download, else Debian's package. `tell` is called before anything is downloaded.
 */
export async function findBrowser(tell: (text: string) => void): Promise<Browser> {
  const failures: string[] = [];
  const attempt = async (executablePath: string | null, description: string): Promise<Browser | null> => {
    const failure = await launchFailure(executablePath);
    if (failure === null) return { executablePath, description };
    failures.push(`${description}: ${failure}`);
    return null;
  };

  const chosen = process.env["CHROMIUM_PATH"];
  if (chosen) {
    const browser = await attempt(chosen, `CHROMIUM_PATH (${chosen})`);
    if (browser) return browser;
    throw new Error(`The browser that CHROMIUM_PATH names does not start.\n  ${failures.join("\n  ")}`);
  }
  for (const file of INSTALLED.filter((candidate) => fs.existsSync(candidate))) {
    const browser = await attempt(file, file);
    if (browser) return browser;
  }
  if (fs.existsSync(chromium.executablePath())) {
    const browser = await attempt(null, "Playwright's Chromium");
    if (browser) return browser;
  }
  const isRoot = process.getuid?.() === 0;
  const hasApt = fs.existsSync("/usr/bin/apt-get");
  const downloaded = await install(
    "Playwright's Chromium",
    playwrightInstalls(isRoot && hasApt),
    tell,
    failures,
  );
  if (downloaded) {
    const browser = await attempt(null, "Playwright's Chromium");
    if (browser) return browser;
  }
  if (isRoot && hasApt && (await install("Debian's chromium package", APT_INSTALLS, tell, failures))) {
    const browser = await attempt("/usr/bin/chromium", "Debian's Chromium");
    if (browser) return browser;
  }
  throw new Error(
    "No Chromium for the end-to-end tests was found or could be installed. Install one (Debian: apt-get install " +
      `chromium; anywhere: npx playwright install --with-deps chromium) or name one with CHROMIUM_PATH.\n  ${failures.join("\n  ")}`,
  );
}

type Command = readonly [file: string, args: readonly string[]];

const APT_INSTALLS: readonly Command[] = [
  ["apt-get", ["update", "-q"]],
  ["apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"]],
];

function playwrightInstalls(withLibraries: boolean): readonly Command[] {
  const cli = path.join("node_modules", "@playwright", "test", "cli.js");
  const download: Command = [process.execPath, [cli, "install", "chromium"]];
  return withLibraries ? [download, [process.execPath, [cli, "install-deps", "chromium"]]] : [download];
}

async function install(
  what: string,
  commands: readonly Command[],
  tell: (text: string) => void,
  failures: string[],
): Promise<boolean> {
  tell(`No browser yet: installing ${what} …`);
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: "noninteractive",
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "20000",
  };
  try {
    for (const [file, args] of commands) {
      await run(file, args, {
        env,
        timeout: INSTALL_TIMEOUT_MS,
        killSignal: "SIGKILL",
        maxBuffer: 64 * 1024 ** 2,
      });
    }
    return true;
  } catch (error) {
    const text =
      error instanceof Error && "stderr" in error ? `${error.stderr}`.trim() || error.message : `${error}`;
    failures.push(`${what}: ${text.split("\n").slice(-3).join(" ")}`);
    return false;
  }
}

/** Present is not enough: a download may lack the system's libraries. Returns null when it starts. */
async function launchFailure(executablePath: string | null): Promise<string | null> {
  try {
    const browser = await chromium.launch({
      ...(executablePath === null ? {} : { executablePath }),
      args: LAUNCH_ARGS,
      timeout: 60_000,
    });
    await browser.close();
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? error.message) : String(error);
  }
}
