import { describe, expect, test } from "vitest";
import { cspViolation } from "./csp-violation";

const OURS = "https://pay.example.com";
const report = (changes: Partial<Parameters<typeof cspViolation>[0]>) => ({
  documentUrl: `${OURS}/checkout/ord_1?token=secret`,
  blockedUrl: "https://evil.example/steal.js?card=1",
  directive: "script-src-elem",
  ...changes,
});

describe("cspViolation", () => {
  test("keeps the directive, the host and whose page it was: no path, no query", () => {
    expect(cspViolation(report({}), OURS)).toEqual({
      surface: "customer",
      directive: "script-src-elem",
      blockedHost: "evil.example",
    });
    expect(cspViolation(report({ documentUrl: `${OURS}/admin/orders` }), OURS)?.surface).toBe("console");
  });

  test.each([
    ["inline", "inline"],
    ["eval", "eval"],
    ["data:text/javascript,alert(1)", "data"],
  ])("names %s by its kind", (blockedUrl, blockedHost) => {
    expect(cspViolation(report({ blockedUrl }), OURS)?.blockedHost).toBe(blockedHost);
  });

  test.each([
    ["a page that is not ours", { documentUrl: "https://other.example/" }],
    ["an unreadable page", { documentUrl: "nonsense" }],
    ["an extension of the browser", { blockedUrl: "chrome-extension://abc/x.js" }],
    ["words where a directive belongs", { directive: "<script>" }],
    ["nothing that was blocked", { blockedUrl: "" }],
  ])("refuses a report of %s", (_name, changes) => {
    expect(cspViolation(report(changes), OURS)).toBeNull();
  });
});
