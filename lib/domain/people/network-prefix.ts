const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const IPV6_LETTERS = /^[0-9a-f:.]+$/i;
const MAPPED_IPV4 = /^::ffff:(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})$/i;

function ipv4Prefix(address: string): string | null {
  const octets = IPV4.exec(address)?.slice(1).map(Number);
  if (octets === undefined || octets.some((octet) => octet > 255)) return null;
  return `${octets.slice(0, 3).join(".")}.0/24`;
}

function ipv6Prefix(address: string): string | null {
  if (!IPV6_LETTERS.test(address) || !URL.canParse(`http://[${address}]`)) return null;
  // The URL parser gives the one short spelling; "::" stands for as many zero groups as are missing.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: missing }, () => "0"), ...right];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/**
 * The network that an address belongs to, as one party usually holds it: /24 for IPv4, /64 for IPv6, where a single
 * subscriber has 2^64 addresses to change through. An unreadable address belongs to "unknown", which all such share.
 */
export function networkPrefix(address: string | null): string {
  if (address === null) return "unknown";
  const plain = MAPPED_IPV4.exec(address)?.[1] ?? address;
  return ipv4Prefix(plain) ?? ipv6Prefix(plain) ?? "unknown";
}
