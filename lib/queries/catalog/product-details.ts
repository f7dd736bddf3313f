/** A lesson of a course. Its text is for those who may open the course. */
export interface Lesson {
  readonly title: string;
  readonly minutes: number | null;
  readonly text: string | null;
}

/** A fact about a product, such as "Domain rating: 54". */
export interface ProductFact {
  readonly term: string;
  readonly value: string;
}

export interface ProductDetails {
  readonly lessons: readonly Lesson[];
  readonly facts: readonly ProductFact[];
}

type Json = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(record: Json, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = record[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}

function lessonOf(value: unknown): Lesson[] {
  if (typeof value === "string") return [{ title: value, minutes: null, text: null }];
  if (!isRecord(value)) return [];
  const title = textOf(value, "title", "name");
  const minutes = value["minutes"];
  return title
    ? [
        {
          title,
          minutes: typeof minutes === "number" ? minutes : null,
          text: textOf(value, "text", "body", "summary"),
        },
      ]
    : [];
}

/** "turnaroundDays" → "Turnaround days". */
function termOf(key: string): string {
  const words = key
    .replace(/[_-]/g, " ")
    .replace(/([a-z])([A-Z])/g, (_match, left: string, right: string) => {
      return `${left} ${right.toLowerCase()}`;
    });
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Reads a product's details column: `lessons` of a course; every other plain value is a fact worth showing. */
export function productDetails(details: unknown): ProductDetails {
  if (!isRecord(details)) return { lessons: [], facts: [] };
  const lessons = Array.isArray(details["lessons"]) ? details["lessons"].flatMap(lessonOf) : [];
  const facts = Object.entries(details).flatMap(([key, value]): ProductFact[] =>
    typeof value === "string" || typeof value === "number"
      ? [{ term: termOf(key), value: String(value) }]
      : [],
  );
  return { lessons, facts };
}
