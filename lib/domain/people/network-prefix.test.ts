import { describe, expect, test } from "vitest";
import { networkPrefix } from "./network-prefix";

describe("networkPrefix", () => {
  test.each([
    { name: "nominal", address: "203.0.113.77", prefix: "203.0.113.0/24" },
    { name: "IPv4 inside IPv6", address: "::ffff:203.0.113.77", prefix: "203.0.113.0/24" },
    { name: "IPv6", address: "2001:db8:1:2:3:4:5:6", prefix: "2001:db8:1:2::/64" },
    { name: "IPv6 in capitals with zeros", address: "2001:0DB8:0001:0002::1", prefix: "2001:db8:1:2::/64" },
    { name: "IPv6 loopback", address: "::1", prefix: "0:0:0:0::/64" },
    { name: "a short prefix", address: "2001:db8::", prefix: "2001:db8:0:0::/64" },
    { name: "an octet too large", address: "203.0.113.277", prefix: "unknown" },
    { name: "a text", address: "not an address", prefix: "unknown" },
    { name: "a text with brackets", address: "::1]/evil[", prefix: "unknown" },
    { name: "none", address: null, prefix: "unknown" },
  ])("gives the network of $name", ({ address, prefix }) => {
    expect(networkPrefix(address)).toBe(prefix);
  });

  test("is the same for each address that one IPv6 subscriber may use", () => {
    expect(networkPrefix("2001:db8:1:2:aaaa::1")).toBe(networkPrefix("2001:db8:1:2:bbbb:cccc:dddd:eeee"));
  });
});
