import { err, ok, type Result } from "../result";

const NAME_LENGTH_MAX = 100;

/**
 * A person's name as given, NFKC, with single spaces. Only what is no name is refused: nothing at all, a very long text,
 * and signs that would end a line or hide in it. The joiners that some scripts spell with stay.
 */
export function personName(text: string): Result<string, "required" | "too_long"> {
  const name = text
    .normalize("NFKC")
    .replace(/((?!\p{Join_Control})[\p{C}\s])+/gu, " ")
    .trim();
  if (name.replace(/\p{Join_Control}/gu, "") === "") return err("required");
  return name.length > NAME_LENGTH_MAX ? err("too_long") : ok(name);
}
