import fs from "node:fs";
import path from "node:path";
import { z } from "zod";

const FOLDER = process.env["REMIT_BUILD_DIR"] ?? ".next-test";

const actionsSchema = z.object({
  node: z.record(
    z.string(),
    z.object({ workers: z.record(z.string(), z.unknown()), filename: z.string(), exportedName: z.string() }),
  ),
});
const routesSchema = z.object({
  dynamicRoutes: z.array(z.object({ page: z.string() })),
  staticRoutes: z.array(z.object({ page: z.string() })),
});

const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(FOLDER, file), "utf8"));

/** A server action as the build knows it. */
export interface BuiltAction {
  readonly id: string;
  readonly name: string;
  /** The pages it can be called from, as routes: /orders/[orderId]. */
  readonly routes: readonly string[];
}

/** "app/(shop)/orders/[orderId]/page" → "/orders/[orderId]". */
function routeOf(worker: string): string {
  const parts = worker.split("/").slice(1, -1);
  return `/${parts.filter((part) => !part.startsWith("(")).join("/")}`;
}

/** Every server action found in the build. A new one is in this list without anybody's doing. */
export function builtActions(): BuiltAction[] {
  return Object.entries(actionsSchema.parse(read("server/server-reference-manifest.json")).node).map(
    ([id, action]) => ({
      id,
      name: action.exportedName,
      routes: Object.keys(action.workers).map(routeOf),
    }),
  );
}

/** Every page and route handler found in the build, with its parameters in brackets. */
export function builtRoutes(): string[] {
  const { dynamicRoutes, staticRoutes } = routesSchema.parse(read("routes-manifest.json"));
  return [...staticRoutes, ...dynamicRoutes].map(({ page }) => page).filter((page) => !page.startsWith("/_"));
}
