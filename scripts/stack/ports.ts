import type { WantedPort } from "../supervise/require-free-ports";
import type { Ports } from "./stack-environment";

/** PORT, SANDBOX_PORT and PG_PORT, or their defaults. */
export function portsFrom(source: Readonly<Record<string, string | undefined>>): Ports {
  const read = (name: string, fallback: number) => {
    const port = Number(source[name] || fallback);
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
    throw new Error(`${name}=${source[name]} is not a port (1 to 65535).`);
  };
  return { web: read("PORT", 3000), sandbox: read("SANDBOX_PORT", 4242), postgres: read("PG_PORT", 55_450) };
}

export function wantedPorts(ports: Ports, hasSandbox: boolean): WantedPort[] {
  return [
    { port: ports.web, purpose: "web", variable: "PORT" },
    ...(hasSandbox ? [{ port: ports.sandbox, purpose: "payment sandbox", variable: "SANDBOX_PORT" }] : []),
    { port: ports.postgres, purpose: "PostgreSQL", variable: "PG_PORT" },
  ];
}
