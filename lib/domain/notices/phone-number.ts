import { err, ok, type Result } from "../result";

/** E.164: a plus and seven to fifteen digits. Anything else is somebody's guess at a number, and a text to it costs money. */
const E164 = /^\+[1-9]\d{6,14}$/;

/** Reads a number as people write it, with its country. */
export function phoneNumber(typed: string): Result<string, "phone_malformed"> {
  const bare = typed
    .normalize("NFKC")
    .replace(/[\s().\-/]/g, "")
    .replace(/^00/, "+");
  return E164.test(bare) ? ok(bare) : err("phone_malformed");
}

const STOP_WORDS: ReadonlySet<string> = new Set([
  "STOP",
  "STOPALL",
  "UNSUBSCRIBE",
  "CANCEL",
  "END",
  "QUIT",
  "REVOKE",
  "OPTOUT",
  "STOPP",
  "ENDE",
]);

/** Whether an answer to a text message ends them: the words that carriers know, and their German ones. */
export function isStop(answer: string): boolean {
  return STOP_WORDS.has(
    answer
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[^\p{L}]/gu, ""),
  );
}
