import { findClock } from "@/lib/db/business-clock";
import { clockOffsetMs, setClockOffset } from "@/lib/platform/clock";
import { isClockMovable } from "@/lib/platform/is-clock-movable";
import { log } from "@/lib/platform/log";

/** Another process may have moved the clock this long ago without this one knowing. */
const CACHED_FOR_MS = 1_000;

const shared = globalThis as { remitClockReadAt?: number };

/**
 * Takes up where staff moved the clock to, at most once a second. True when it stands elsewhere now. In production it
 * reads nothing: time is the machine's there. While the database does not answer, time goes on as it was known.
 */
export async function followClock(cachedForMs = CACHED_FOR_MS): Promise<boolean> {
  if (!isClockMovable()) return false;
  const at = performance.now();
  if (shared.remitClockReadAt !== undefined && at - shared.remitClockReadAt < cachedForMs) return false;
  shared.remitClockReadAt = at;
  try {
    const { offsetMs } = await findClock();
    if (offsetMs === clockOffsetMs()) return false;
    setClockOffset(offsetMs);
    return true;
  } catch (error) {
    log.warn({ err: error }, "the clock could not be read");
    return false;
  }
}
