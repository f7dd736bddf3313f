import { env } from "./env";

/** Whether staff may move time forward. Where money or customers are real, never: whatever the database says is not read there. */
export function isClockMovable(): boolean {
  const { DEPLOY_ENV } = env();
  return DEPLOY_ENV === "demo" || DEPLOY_ENV === "test" || DEPLOY_ENV === "development";
}
