import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isRecord } from "../objects.ts";

const FOLDER = new URL(".", import.meta.url);

/** Where the requests of a trigger go, and with which key. */
type Target = { readonly url: string; readonly secretKey: string };

type Step = {
  readonly name: string;
  readonly path: string;
  readonly method: string;
  readonly params: Record<string, unknown>;
  /** The type of the error that is the point of the step. */
  readonly expectedErrorType: string | null;
};

export type TriggeredRequest = { readonly name: string; readonly path: string; readonly status: number };

/** The events that a file here brings about, as `stripe trigger` does. */
export function triggerNames(): readonly string[] {
  const files = readdirSync(fileURLToPath(FOLDER)).filter((file) => file.endsWith(".json"));
  return files.map((file) => file.slice(0, -".json".length)).toSorted((a, b) => a.localeCompare(b));
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The steps of a file in the form of https://docs.stripe.com/cli/fixtures. */
function stepsOf(event: string): readonly Step[] {
  const read: unknown = JSON.parse(readFileSync(new URL(`${event}.json`, FOLDER), "utf8"));
  const fixtures = isRecord(read) ? read["fixtures"] : undefined;
  if (!Array.isArray(fixtures)) throw new Error(`${event}.json has no fixtures.`);
  return fixtures.filter(isRecord).map((fixture) => ({
    name: textOf(fixture["name"]),
    path: textOf(fixture["path"]),
    method: textOf(fixture["method"]).toUpperCase(),
    params: isRecord(fixture["params"]) ? fixture["params"] : {},
    expectedErrorType: textOf(fixture["expected_error_type"]) || null,
  }));
}

function fieldOf(value: unknown, path: readonly string[]): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(value)) return fieldOf(value[Number(head)], rest);
  return isRecord(value) ? fieldOf(value[head], rest) : undefined;
}

/** Puts what earlier steps were answered in place of `${name:field.of.it}`. */
function fill(text: string, answers: ReadonlyMap<string, unknown>): string {
  return text.replaceAll(/\$\{(\w+):([\w.]+)\}/g, (_, name: string, path: string) => {
    const value = fieldOf(answers.get(name), path.split("."));
    if (typeof value !== "string") throw new Error(`There is no ${path} in the answer to ${name}.`);
    return value;
  });
}

function formOf(params: Record<string, unknown>, answers: ReadonlyMap<string, unknown>): URLSearchParams {
  const form = new URLSearchParams();
  const add = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) add(item, `${name}[${index}]`);
    else if (isRecord(value)) for (const [key, item] of Object.entries(value)) add(item, `${name}[${key}]`);
    else form.append(name, fill(String(value), answers));
  };
  for (const [key, value] of Object.entries(params)) add(value, key);
  return form;
}

/**
 * Makes the requests that bring an event about, one after another, as any client would. Answers what they were answered.
 * Throws when a request is refused that should not be, or is not refused that should.
 */
export async function runTrigger({ url, secretKey }: Target, event: string): Promise<TriggeredRequest[]> {
  if (!triggerNames().includes(event)) throw new Error(`There is no trigger for ${event}.`);
  const answers = new Map<string, unknown>();
  const requests: TriggeredRequest[] = [];
  for (const step of stepsOf(event)) {
    const path = fill(step.path, answers);
    const isControl = path.startsWith("/_sandbox/");
    const form = formOf(step.params, answers).toString();
    const query = step.method === "GET" && form !== "" ? `?${form}` : "";
    const response = await fetch(`${url}${path}${query}`, {
      method: step.method,
      headers: {
        authorization: `Bearer ${secretKey}`,
        ...(isControl ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(step.method === "POST" ? { body: isControl ? JSON.stringify(step.params) : form } : {}),
    });
    const answer: unknown = await response.json();
    const errorType = fieldOf(answer, ["error", "type"]) ?? (response.ok ? null : "none");
    if (errorType !== step.expectedErrorType)
      throw new Error(
        `${event}: ${step.method} ${path} was answered ${response.status}: ${JSON.stringify(answer)}`,
      );
    answers.set(step.name, answer);
    requests.push({ name: step.name, path, status: response.status });
  }
  return requests;
}
