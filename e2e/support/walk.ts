import type { Page } from "@playwright/test";
import { manifest } from "./manifest";

/** How many pages of one shape are looked at: two orders tell as much as twenty. */
const SAME_SHAPE_MAX = 2;

/** Playwright tries to look into a shown mail's frame, which may run nothing. */
const OF_THE_TOOL = /^Blocked script execution in 'about:srcdoc'/;

/** An address with what varies taken out: /admin/orders/ord_1?older=x becomes /admin/orders/*?older. */
function shapeOf(url: URL): string {
  const path = url.pathname
    .replaceAll(/\/[a-z]{2,5}_[0-9a-z]{26}/g, "/*")
    .replace(/^\/(products|courses)\/.*/, "/$1/*");
  return `${path}?${[...url.searchParams.keys()].toSorted().join("&")}`;
}

/** The addresses of ours that a page leads to; what is downloaded is no page. */
async function linksOn(page: Page): Promise<URL[]> {
  const hrefs = await page
    .getByRole("link", { includeHidden: true })
    .evaluateAll((links) =>
      links.map((link) =>
        link instanceof HTMLAnchorElement && !link.hasAttribute("download") ? link.href : "",
      ),
    );
  return hrefs
    .filter((href) => href.startsWith(`${manifest.url}/`))
    .map((href) => new URL(href.replace(/#.*$/, "")));
}

export interface VisitedPage {
  readonly path: string;
  /** Whether no page of this shape was visited before. */
  readonly isFirstOfShape: boolean;
}

export interface Walk {
  /** Everything that a page said or answered and should not have. */
  readonly faults: string[];
  readonly paths: string[];
}

/** Follows every link from the given pages on, and tells of each page it comes to. */
export async function walk(
  page: Page,
  starts: readonly string[],
  look: (visited: VisitedPage) => Promise<void>,
): Promise<Walk> {
  const faults: string[] = [];
  const paths: string[] = [];
  let here = "";
  page.on("console", (message) => {
    if (message.type() === "error" && !OF_THE_TOOL.test(message.text()))
      faults.push(`${here}: console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${here}: uncaught: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${here}: ${response.status()} from ${response.url()}`);
  });
  const waiting = starts.map((path) => new URL(path, manifest.url));
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const shape = shapeOf(next);
    const count = counts.get(shape) ?? 0;
    if (seen.has(next.href) || count >= SAME_SHAPE_MAX) continue;
    seen.add(next.href);
    counts.set(shape, count + 1);
    here = next.pathname + next.search;
    paths.push(here);
    await page.goto(next.href);
    await look({ path: here, isFirstOfShape: count === 0 });
    waiting.push(...(await linksOn(page)));
  }
  return { faults, paths };
}
