import path from "node:path";
import type { Supervisor } from "../supervise/supervisor";
import { buildFingerprint, isBuilt, markBuilt, markUnbuilt } from "./build-fingerprint";

export const NEXT = path.join("node_modules", "next", "dist", "bin", "next");

/** Whether `buildApplication` would have anything to do. */
export function isBuildCurrent(buildDir: string): boolean {
  return isBuilt(path.resolve(buildDir), buildFingerprint(process.cwd()));
}

/** Builds the application into REMIT_BUILD_DIR of the environment, types checked. */
export async function buildApplication(
  supervisor: Supervisor,
  environment: Record<string, string>,
): Promise<void> {
  const buildDir = path.resolve(environment["REMIT_BUILD_DIR"] ?? ".next");
  const fingerprint = buildFingerprint(process.cwd());
  markUnbuilt(buildDir);
  await supervisor.run("build", [NEXT, "build"], { ...environment, NODE_ENV: "production" }, () => {});
  markBuilt(buildDir, fingerprint);
}
