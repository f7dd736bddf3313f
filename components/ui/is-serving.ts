/** Whether the server can serve now. False where it says that it cannot, and where it says nothing. */
export async function isServing(): Promise<boolean> {
  try {
    return (await fetch("/api/health/ready", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
