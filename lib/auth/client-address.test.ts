import { describe, expect, test } from "vitest";
import { clientAddress } from "./client-address";

describe("clientAddress", () => {
  test.each([
    { name: "nominal", header: "203.0.113.7", address: "203.0.113.7" },
    {
      name: "what the client made up before what the proxy saw",
      header: "10.0.0.1, 203.0.113.7",
      address: "203.0.113.7",
    },
    { name: "IPv6", header: "2001:db8::7", address: "2001:db8::7" },
    { name: "no header", header: null, address: null },
    { name: "a text", header: "<script>", address: null },
    { name: "nothing behind the comma", header: "203.0.113.7, ", address: null },
  ])("reads $name", ({ header, address }) => {
    expect(clientAddress(header)).toBe(address);
  });
});
