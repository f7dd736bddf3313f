import { describe, expect, test } from "vitest";
import { safeNextPath } from "./safe-next-path";

describe("safeNextPath", () => {
  test.each([
    { name: "nominal", given: "/orders", path: "/orders" },
    { name: "the front page", given: "/", path: "/" },
    { name: "a query", given: "/orders?state=paid&q=a%20b", path: "/orders?state=paid&q=a%20b" },
    { name: "a fragment", given: "/orders/ord_1#sites", path: "/orders/ord_1#sites" },
    {
      name: "an address inside a query",
      given: "/orders?from=https://evil.example",
      path: "/orders?from=https://evil.example",
    },
    { name: "encoded letters", given: "/products/caf%C3%A9", path: "/products/caf%C3%A9" },
    { name: "dots that stay inside", given: "/orders/../cart", path: "/cart" },
  ])("goes to $name", ({ given, path }) => {
    expect(safeNextPath(given)).toBe(path);
  });

  test.each([
    "//evil.example",
    "///evil.example",
    "////evil.example/%2f..",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    " /orders",
    "/ /evil.example",
    "https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "HTTPS://evil.example",
    "http://localhost:3000@evil.example/",
    "http://evil.example#localhost:3000",
    "ftp://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "%2f%2fevil.example",
    "/%2fevil.example",
    "/%2Fevil.example",
    "/%5cevil.example",
    "/%5C%5Cevil.example",
    "/%252fevil.example",
    "/%25252fevil.example",
    "/%2525252525252fevil.example",
    "/%09/evil.example",
    "/%0d%0aLocation:%20https://evil.example",
    "/orders\r\nSet-Cookie: a=b",
    "/orders%0d%0aSet-Cookie:%20a=b",
    "/orders%00",
    "/%ff%fe",
    "/..//evil.example",
    "/./\u0000/evil.example",
    "/.//evil.example",
    "/orders/..//evil.example",
    "/%2e%2e//evil.example",
    "/\u2028/evil.example",
    "/\ufeff/evil.example",
    "@evil.example",
    ".evil.example",
    "evil.example",
    "?next=//evil.example",
    "#//evil.example",
    "",
    `/${"a".repeat(2_001)}`,
    "/sign-in?next=/sign-in",
    "/sign-up",
    "/api/auth/signout",
    "/x/../sign-in",
  ])("S42: does not follow %j", (given) => {
    expect(safeNextPath(given, "/fallback")).toBe("/fallback");
  });

  test.each([null, undefined, 7, ["/orders", "//evil.example"], { toString: () => "/orders" }])(
    "S42: does not follow what is not a text: %j",
    (given) => {
      expect(safeNextPath(given)).toBe("/");
    },
  );
});
