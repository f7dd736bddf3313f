import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { type ReadPdf, readPdf } from "@/test/support/read-pdf";

const withoutSpace = (text: string) => text.replace(/\s+/gu, "");

/** The document on the page. */
export function documentOn(page: Page): Locator {
  return page.getByRole("article");
}

/** Downloads the PDF of the open document, as its owner does. */
export async function downloadedPdf(page: Page): Promise<ReadPdf & { readonly fileName: string }> {
  const link = page.getByRole("link", { name: "Download PDF" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return { ...(await readPdf(readFileSync(await download.path()))), fileName: download.suggestedFilename() };
}

/** The open document says word for word what its PDF says, in the same language. */
export async function expectSameOnPaper(page: Page): Promise<ReadPdf & { readonly fileName: string }> {
  const article = documentOn(page);
  const pdf = await downloadedPdf(page);
  expect(withoutSpace(pdf.text)).toBe(withoutSpace(await article.innerText()));
  expect(pdf.language).toBe(await article.getAttribute("lang"));
  return pdf;
}
