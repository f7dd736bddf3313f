import { Moment } from "@/components/ui/moment";
import { businessClock, clockOffsetMs, systemClock } from "@/lib/platform/clock";
import { followClock } from "@/lib/services/clock/follow-clock";

/** On every page while the clock of a demo is moved: nobody may take its dates for today's. */
export async function ClockBanner() {
  await followClock();
  if (clockOffsetMs() === 0) return null;
  return (
    <aside
      aria-label="Moved clock"
      className="no-print border-b border-attention bg-attention-wash px-4 py-1.5 text-center text-sm"
    >
      The clock of this demo is moved: here it is{" "}
      <strong>
        <Moment at={businessClock.now()} locale="en-US" timeZone="UTC" precision="minute" />
      </strong>{" "}
      UTC, outside <Moment at={systemClock.now()} locale="en-US" timeZone="UTC" precision="minute" />.
    </aside>
  );
}
