import fs from "node:fs";

/** Reads `.env` as Next does, so that all processes see the same; what is set already stays. */
export function loadDotEnv(file = ".env"): void {
  if (fs.existsSync(file)) process.loadEnvFile(file);
}
