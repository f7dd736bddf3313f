import { type CardData, findCardData } from "./find-card-data";

export type CardPlace = "path" | "query" | "header" | "body" | "file_name" | "file";

/** Where something was found that must not be there. It holds no digit of it. */
export interface CardFinding {
  readonly data: CardData | "security_code" | "card_expiry";
  readonly place: CardPlace;
  /** The field's name or path, without digits. */
  readonly field: string;
}

export interface ScannedRequest {
  readonly url: URL;
  readonly headers: Headers;
  /** What was sent, as it came; null when nothing was. */
  readonly body: ArrayBuffer | null;
}

/** Headers that the protocol and the framework fill in: random or numeric, and not where anybody types. */
const NOT_TYPED =
  /^(?:accept|connection|content-|host$|if-|next-|priority|range|rsc$|sec-|te$|trace|transfer-)/;

const SECURITY_CODE_NAME = /^(?:cvc2?|cvv2?|csc|cvn|card[_-]?(?:cvc|cvv|code)|security[_-]?code)$/i;
const EXPIRY_NAME = /^(?:exp|expiry|expiration|card[_-]?exp\w*|exp[_-]?(?:date|month|year))$/i;
const CARD_NAME = /^(?:pan|card[_-]?(?:number|no|num|holder\w*)|cc[_-]?\w*)$/i;
const EXPIRY_VALUE = /^\s*(?:0?[1-9]|1[0-2])(?:\s*[/-]\s*\d{2,4})?\s*$|^\s*20\d{2}\s*$/;

/** Names come from whoever asks, too. */
function named(field: string): string {
  return field.replaceAll(/\p{N}/gu, "").slice(0, 80) || "?";
}

/** A server action numbers its fields. */
function fieldName(name: string): string {
  return name.replace(/^\d+_/, "");
}

type Field = readonly [name: string, value: unknown];

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" ? `${value}` : "";
}

/** Codes and dates say nothing by themselves: what they are is told by their names, and by what stands beside them. */
function findBesideCard(fields: readonly Field[], place: CardPlace): CardFinding | null {
  const is = (name: RegExp, value: RegExp) =>
    fields.find(([key, one]) => name.test(fieldName(key)) && value.test(asText(one)));
  const code = is(SECURITY_CODE_NAME, /^\s*\d{3,4}\s*$/);
  if (code !== undefined) return { data: "security_code", place, field: named(fieldName(code[0])) };
  const expiry = is(EXPIRY_NAME, EXPIRY_VALUE);
  if (expiry !== undefined && is(CARD_NAME, /\S/) !== undefined)
    return { data: "card_expiry", place, field: named(fieldName(expiry[0])) };
  return null;
}

function findInText(text: string, place: CardPlace, field: string): CardFinding | null {
  const data = findCardData(text);
  return data === null ? null : { data, place, field: named(field) };
}

const DEPTH_MAX = 40;

/** Whatever JSON holds, at any depth; what is deeper is looked at as a text. */
function findInValue(value: unknown, place: CardPlace, field: string, depth = 0): CardFinding | null {
  if (typeof value === "string" || typeof value === "number") return findInText(`${value}`, place, field);
  if (value === null || typeof value !== "object") return null;
  if (depth > DEPTH_MAX) return findInText(JSON.stringify(value), place, field);
  const fields = Object.entries(value);
  return (
    findBesideCard(fields, place) ??
    first(
      fields,
      ([name, one]) =>
        findInText(name, place, `${field} (name)`) ?? findInValue(one, place, `${field}.${name}`, depth + 1),
    )
  );
}

function first<T>(items: Iterable<T>, find: (item: T) => CardFinding | null): CardFinding | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value that may itself be JSON, as bound arguments of server actions are. The raw text is read too: JSON rounds numbers. */
function findInJson(text: string, place: CardPlace, field: string): CardFinding | null {
  const value = /^\s*[[{"]/.test(text) ? parsed(text) : undefined;
  return (value === undefined ? null : findInValue(value, place, field)) ?? findInText(text, place, field);
}

function findInFields(fields: readonly Field[], place: CardPlace): CardFinding | null {
  return (
    findBesideCard(fields, place) ??
    first(
      fields,
      ([name, value]) =>
        findInText(fieldName(name), place, "(name)") ?? findInJson(asText(value), place, fieldName(name)),
    )
  );
}

const READABLE_FILE = /^(?:text\/|application\/(?:json|csv|xml|x-ndjson))/;

async function findInForm(form: FormData): Promise<CardFinding | null> {
  const fields: Field[] = [];
  for (const [name, value] of form.entries()) {
    if (typeof value === "string") fields.push([name, value]);
    else {
      const inName = findInText(value.name, "file_name", fieldName(name));
      if (inName !== null) return inName;
      if (!READABLE_FILE.test(value.type) && value.type !== "") continue;
      const inFile = findInText(await value.text(), "file", fieldName(name));
      if (inFile !== null) return inFile;
    }
  }
  return findInFields(fields, "body");
}

async function findInBody(body: ArrayBuffer, contentType: string): Promise<CardFinding | null> {
  if (contentType.startsWith("multipart/form-data")) {
    const form = await new Response(body, { headers: { "content-type": contentType } })
      .formData()
      .catch(() => null);
    if (form !== null) return findInForm(form);
  }
  const text = Buffer.from(body).toString("utf8");
  if (contentType.startsWith("application/x-www-form-urlencoded"))
    return findInFields([...new URLSearchParams(text)], "body");
  return findInJson(text, "body", "body");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Looks for card data everywhere in a request: its path, query, headers and body, nested, encoded, in names and in uploads.
 * Answers where the first was found, or null.
 */
export async function scanRequest({ url, headers, body }: ScannedRequest): Promise<CardFinding | null> {
  const typedHeaders = [...headers].filter(([name]) => !NOT_TYPED.test(name));
  return (
    findInText(decoded(url.pathname), "path", "path") ??
    findInFields([...url.searchParams], "query") ??
    first(typedHeaders, ([name, value]) => findInText(decoded(value), "header", name)) ??
    (body === null || body.byteLength === 0 ? null : findInBody(body, headers.get("content-type") ?? ""))
  );
}
