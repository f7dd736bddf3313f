interface MomentProps {
  readonly at: Date;
  readonly locale: string;
  /** IANA zone of the merchant. */
  readonly timeZone: string;
  /** day: "20 Nov 2026". minute adds the time. second is for staff's timelines. */
  readonly precision?: "day" | "minute" | "second";
}

const OPTIONS = {
  day: { dateStyle: "medium" },
  minute: { dateStyle: "medium", timeStyle: "short" },
  second: { dateStyle: "medium", timeStyle: "medium" },
} as const satisfies Record<"day" | "minute" | "second", Intl.DateTimeFormatOptions>;

/** An instant as the merchant's clock showed it, with the exact one for machines. */
export function Moment({ at, locale, timeZone, precision = "day" }: MomentProps) {
  const text = new Intl.DateTimeFormat(locale, { ...OPTIONS[precision], timeZone }).format(at);
  return (
    <time dateTime={at.toISOString()} title={at.toISOString()} className="figures whitespace-nowrap">
      {text}
    </time>
  );
}
