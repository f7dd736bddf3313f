import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const CARD_FIELDS = "iframe[title='Secure payment input frame']";

type Analysis = Awaited<ReturnType<AxeBuilder["analyze"]>>;

function expectNoGraveFinding({ violations }: Analysis, where: string): void {
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = grave.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
  );
  expect.soft(told, where).toEqual([]);
}

/** No serious or critical finding of axe, frames included; the message names rule, element and what is wrong. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  expectNoGraveFinding(await new AxeBuilder({ page }).withTags(RULES).analyze(), where);
}

/**
 * What the theme changes: the contrast of every text. The card fields' frame is transparent, and axe, which looks at each
 * frame by itself, takes what lies behind it for white; so it is judged in light only.
 */
export async function expectContrast(page: Page, where: string): Promise<void> {
  const contrast = new AxeBuilder({ page }).withRules(["color-contrast"]).exclude(CARD_FIELDS);
  expectNoGraveFinding(await contrast.analyze(), where);
}

/** Nothing sticks out to the right, so that nobody has to scroll sideways to read. */
export async function expectReflow(page: Page, where: string): Promise<void> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(excess, `${where} is wider than the screen by so many pixels`).toBeLessThanOrEqual(0);
}
