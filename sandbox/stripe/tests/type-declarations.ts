import { readFileSync } from "node:fs";

type Member = { readonly isOptional: boolean; readonly type: string };
type Interface = { readonly name: string; readonly scope: Scope; readonly members: Map<string, Member> };
type Scope = {
  readonly parent: Scope | null;
  readonly interfaces: Map<string, Interface>;
  readonly namespaces: Map<string, Scope>;
  /** By the name they have here: the file that declares them and their name there. */
  readonly imports: Map<string, { readonly file: URL; readonly name: string }>;
  readonly file: URL;
};

const RESOURCES = new URL("../../../node_modules/stripe/esm/resources/", import.meta.url);
const files = new Map<string, Scope>();

const emptyScope = (parent: Scope | null, file: URL): Scope => ({
  parent,
  file,
  interfaces: new Map(),
  namespaces: new Map(),
  imports: new Map(),
});

function namespaceIn(scope: Scope, name: string): Scope {
  const present = scope.namespaces.get(name) ?? emptyScope(scope, scope.file);
  scope.namespaces.set(name, present);
  return present;
}

type Frame =
  | { readonly kind: "namespace"; readonly scope: Scope }
  | { readonly kind: "interface"; readonly of: Interface }
  | { readonly kind: "other"; readonly close?: (line: string) => void };

function readMember(line: string, owner: Interface): void {
  const found = /^(\w+)(\?)?: (.*?);?$/.exec(line);
  if (found === null) return;
  const [, name = "", optional, type = ""] = found;
  owner.members.set(name, { isOptional: optional === "?", type });
}

/** A type such as `{ [key: string]: number; } | null` says on its last line whether it may be null. */
function closerOf(line: string, owner: Frame | undefined): (last: string) => void {
  const name = /^(\w+)\??: /.exec(line)?.[1];
  return (last) => {
    const member = owner?.kind === "interface" && name !== undefined ? owner.of.members.get(name) : undefined;
    if (owner?.kind === "interface" && name !== undefined && member !== undefined)
      owner.of.members.set(name, { ...member, type: `${member.type} ${last}` });
  };
}

function readLine(line: string, stack: Frame[], root: Scope): void {
  const top = stack.at(-1);
  const scope = top?.kind === "namespace" ? top.scope : root;
  const imported = /^import \{ (.*) \} from '(.*)'/.exec(line);
  if (imported !== null) {
    const file = new URL((imported[2] ?? "").replace(/\.js$/, ".d.ts"), root.file);
    for (const given of (imported[1] ?? "").split(", ")) {
      const [name = "", alias = name] = given.split(" as ");
      root.imports.set(alias, { file, name });
    }
    return;
  }
  const opened = /^(?:export )?(?:declare )?(namespace|interface) (\w+)(?: extends [^{]*)? \{$/.exec(line);
  if (opened !== null) {
    const [, kind = "", name = ""] = opened;
    if (kind === "namespace") {
      stack.push({ kind: "namespace", scope: namespaceIn(scope, name) });
      return;
    }
    const created: Interface = { name, scope, members: new Map() };
    scope.interfaces.set(name, created);
    stack.push({ kind: "interface", of: created });
    return;
  }
  if (top?.kind === "interface") readMember(line, top.of);
  if (line.endsWith("{")) stack.push({ kind: "other", close: closerOf(line, top) });
  else if (line.startsWith("}") && top?.kind === "other") {
    top.close?.(line);
    stack.pop();
  } else if (line.startsWith("}")) stack.pop();
}

/** The interfaces that a declaration file of the `stripe` package declares, nested as its namespaces are. */
function declarationsOf(file: URL): Scope {
  const known = files.get(file.href);
  if (known !== undefined) return known;
  const root = emptyScope(null, file);
  files.set(file.href, root);
  const source = readFileSync(file, "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
  const stack: Frame[] = [];
  for (const line of source.split("\n")) if (line.trim() !== "") readLine(line.trim(), stack, root);
  return root;
}

function inScope(scope: Scope, path: readonly string[]): Interface | null {
  const [head = "", ...rest] = path;
  if (rest.length === 0) return scope.interfaces.get(head) ?? null;
  const nested = scope.namespaces.get(head);
  return nested === undefined ? null : inScope(nested, rest);
}

function resolve(scope: Scope, path: readonly string[]): Interface | null {
  const found = inScope(scope, path);
  if (found !== null) return found;
  if (scope.parent !== null) return resolve(scope.parent, path);
  const [head = "", ...rest] = path;
  const imported = scope.imports.get(head);
  return imported === undefined ? null : inScope(declarationsOf(imported.file), [imported.name, ...rest]);
}

/** The interfaces that a type's text names: `string | Charge | null` names Charge. */
function namedIn(type: string, scope: Scope): readonly Interface[] {
  const names = type.match(/[A-Z]\w*(?:\.[A-Z]\w*)*/g) ?? [];
  return names.map((name) => resolve(scope, name.split("."))).filter((found) => found !== null);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function primitiveProblem(value: unknown, type: string, path: string): string[] {
  if (value === null && !type.includes("null")) return [`${path} is null but its type is ${type}`];
  if (typeof value === "number" && !type.includes("number"))
    return [`${path} is a number but its type is ${type}`];
  if (typeof value === "boolean" && !/boolean|true|false/.test(type))
    return [`${path} is a boolean but its type is ${type}`];
  return [];
}

function valueProblems(value: unknown, member: Member, owner: Interface, path: string): string[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => valueProblems(item, member, owner, `${path}[${index}]`));
  if (!isRecord(value)) return primitiveProblem(value, member.type, path);
  if (member.type.startsWith("ApiList<")) {
    const rows = { ...member, type: member.type.slice("ApiList<".length) };
    return valueProblems(value["data"], rows, owner, `${path}.data`);
  }
  const candidates = namedIn(member.type, owner.scope);
  const byCandidate = candidates.map((candidate) => problemsWith(value, candidate, path));
  return byCandidate.find((problems) => problems.length === 0) ?? byCandidate[0] ?? [];
}

/** What a value lacks, has too much or has in the wrong type, measured by an interface, at any depth. */
export function problemsWith(value: unknown, declared: Interface, path = declared.name): string[] {
  if (!isRecord(value)) return [`${path} is not an object`];
  const missing = [...declared.members]
    .filter(([name, member]) => !member.isOptional && !Object.hasOwn(value, name))
    .map(([name]) => `${path}.${name} is missing`);
  const inner = Object.entries(value).flatMap(([name, item]) => {
    const member = declared.members.get(name);
    if (member === undefined) return declared.members.size === 0 ? [] : [`${path}.${name} is not declared`];
    return valueProblems(item, member, declared, `${path}.${name}`);
  });
  return [...missing, ...inner];
}

/** The interface of that name in a file of the `stripe` package. */
export function declaredInterface(file: string, name: string): Interface {
  const found = declarationsOf(new URL(file, RESOURCES)).interfaces.get(name);
  if (found === undefined) throw new Error(`${file} declares no interface ${name}.`);
  return found;
}
