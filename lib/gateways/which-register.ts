import { env } from "@/lib/platform/env";
import { demoRegister } from "./demo-register";
import type { TaxIdRegister } from "./tax-id-register";
import { viesRegister } from "./vies-register";

const VIES_URL = "https://ec.europa.eu/taxation_customs/vies/rest-api/";
const TIMEOUT_MS = 5_000;

/** The register of the European Union; beside our own sandbox, one that needs no network. */
export function taxIdRegister(): TaxIdRegister {
  return env().STRIPE_API_BASE === undefined
    ? viesRegister({ baseUrl: VIES_URL, timeoutMs: TIMEOUT_MS })
    : demoRegister;
}
