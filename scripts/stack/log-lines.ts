import { z } from "zod";
import { style } from "../terminal/style";

const entry = z.object({
  level: z.number(),
  msg: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
});
const WARN = 40;
const ERROR = 50;

/**
 * What of a child's output a person at the terminal needs: warnings and errors, shortened to a line.
 * Returns null for the rest, which is in the log file.
 */
export function noteworthy(name: string, line: string): string | null {
  const label = style.dim(`  ${name.padEnd(9)}`);
  const structured = line.startsWith("{") ? entry.safeParse(parseJson(line)) : undefined;
  if (structured?.success) {
    const { level, msg = "", err } = structured.data;
    if (level < WARN) return null;
    const paint = level >= ERROR ? style.red : style.yellow;
    return `${label} ${paint(level >= ERROR ? "error" : "warning")} ${[msg, err?.message].filter(Boolean).join(": ")}`;
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
