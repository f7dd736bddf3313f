import { notFound } from "next/navigation";
import { openConsole } from "../_console/open-console";

/** Any other address of the console: not found inside its frame, and nothing at all for who may not see it. */
export default async function NoSuchPage() {
  await openConsole();
  notFound();
}
