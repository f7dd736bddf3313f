import { expect, test } from "vitest";
import { noteworthy } from "./log-lines";

test.each([
  ["nominal: an information is left to the log file", "web", '{"level":"info","msg":"order placed"}', null],
  [
    "an error is shown with its cause",
    "worker",
    '{"level":"error","msg":"job failed","err":{"message":"no route"}}',
    "error job failed · no route",
  ],
  ["a warning is named as one", "worker", '{"level":"warn","msg":"slow"}', "warning slow"],
  ["a plain line is shown when it speaks of an error", "web", "Error: boom", "Error: boom"],
  [
    "a statement that PostgreSQL refuses is everyday business",
    "postgres",
    "ERROR:  duplicate key value",
    null,
  ],
  [
    "a connection that PostgreSQL refuses is not",
    "postgres",
    "FATAL:  too many clients",
    "FATAL:  too many clients",
  ],
])("%s", (_name, process, line, shown) => {
  const result = noteworthy(process, line);
  if (shown === null) expect(result).toBeNull();
  else expect(result).toContain(shown);
});
