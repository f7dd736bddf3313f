import { z } from "zod";
import { style } from "../terminal/style";

const text = z.string().optional();
const entry = z.object({
  level: z.string(),
  msg: text,
  command: text,
  job: text,
  outcome: text,
  code: text,
  err: z.object({ message: z.string() }).optional(),
});

/**
 * What of a child's output a person at the terminal needs: warnings and errors, shortened to a line.
 * Returns null for the rest, which is in the log file.
 */
export function noteworthy(name: string, line: string): string | null {
  const label = style.dim(`  ${name.padEnd(9)}`);
  const structured = line.startsWith("{") ? entry.safeParse(parseJson(line)) : undefined;
  if (structured?.success) {
    const { level, err, ...said } = structured.data;
    if (level !== "warn" && level !== "error" && level !== "fatal") return null;
    const mark = level === "warn" ? style.yellow("warning") : style.red("error");
    return `${label} ${mark} ${[...Object.values(said), err?.message].filter(Boolean).join(" · ")}`;
  }
  // PostgreSQL reports refused statements as errors, which for a queue and unique keys is everyday business.
  const pattern = name === "postgres" ? /\b(FATAL|PANIC)\b/ : /\b(error|warning|fatal)\b|⨯|⚠/i;
  return pattern.test(line) ? `${label} ${line.trim()}` : null;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
