const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  "#x27": "'",
  "#39": "'",
};

function decoded(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found?.[1] === undefined ? null : decoded(found[1]);
}

/**
 * The fields of the form with this label, as a browser without scripts would send them back: with those by which the framework
 * finds the action. Null when the page has no such form.
 */
export function readForm(html: string, label: string): FormData | null {
  const forms = html.match(/<form\b[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => attribute(one.slice(0, one.indexOf(">")), "aria-label") === label);
  if (form === undefined) return null;
  const data = new FormData();
  for (const tag of form.match(/<input\b[^>]*>/g) ?? []) {
    const name = attribute(tag, "name");
    if (name !== null) data.append(name, attribute(tag, "value") ?? "");
  }
  return data;
}
