import { expect } from "vitest";
import { booksOffenders } from "./books-offenders";

/** Asserts every law of the books on the whole database of the calling test. A failure names the law and its first offender. */
export async function expectBooksToBalance(): Promise<void> {
  expect(await booksOffenders()).toEqual([]);
}
