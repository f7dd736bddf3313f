/** A decoded form: leaves are strings, everything nested is an object; lists are objects with numeric keys. */
export type FormNode = string | FormTree;
export type FormTree = { [key: string]: FormNode };

const PLAIN_OBJECT_KEYS = new Set(["__proto__", "constructor", "prototype"]);

function decode(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    // Stripe takes a malformed escape literally instead of refusing the request.
    return spaced;
  }
}

function keyPath(key: string): string[] {
  const bracket = key.indexOf("[");
  if (bracket <= 0) return [key];
  const path = [key.slice(0, bracket)];
  for (const match of key.slice(bracket).matchAll(/\[([^\]]*)\]/g)) path.push(match[1] ?? "");
  return path;
}

function branch(tree: FormTree, key: string): FormTree {
  const present = tree[key];
  if (typeof present === "object") return present;
  const created: FormTree = {};
  tree[key] = created;
  return created;
}

function put(tree: FormTree, path: readonly string[], value: string): void {
  let node = tree;
  path.forEach((segment, depth) => {
    const key = segment === "" && depth > 0 ? String(Object.keys(node).length) : segment;
    if (PLAIN_OBJECT_KEYS.has(key)) return;
    if (depth === path.length - 1) node[key] = value;
    else node = branch(node, key);
  });
}

/** Sets `a[b][0]` of a form to a value. */
export const putField = (tree: FormTree, key: string, value: string): void => put(tree, keyPath(key), value);

/**
 * Decodes `a[b][0]=1&expand[]=x` as Stripe's clients send it.
 * https://docs.stripe.com/api (form-encoded request bodies)
 */
export function decodeForm(encoded: string): FormTree {
  const tree: FormTree = {};
  if (encoded === "") return tree;
  for (const pair of encoded.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const key = decode(equals === -1 ? pair : pair.slice(0, equals));
    putField(tree, key, equals === -1 ? "" : decode(pair.slice(equals + 1)));
  }
  return tree;
}

/** A text that is equal for equal parameters whatever their order: what idempotency compares. */
export function canonicalForm(node: FormNode): string {
  if (typeof node === "string") return JSON.stringify(node);
  const entries = Object.entries(node).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonicalForm(value)}`).join(",")}}`;
}
