import type { RequestContext, Sandbox } from "../sandbox.ts";
import type { FormTree } from "./form.ts";
import { readParams, type Parsed, type Spec } from "./params.ts";

type Method = "GET" | "POST" | "DELETE";

export type Call<S extends Spec> = {
  readonly sandbox: Sandbox;
  readonly params: Parsed<S>;
  /** The first and the second `:name` of the path. */
  readonly id: string;
  readonly childId: string;
  readonly context: RequestContext;
};

type RawCall = Omit<Call<Spec>, "params"> & { readonly tree: FormTree; readonly version: string };

export type Route = {
  readonly method: Method;
  readonly path: string;
  /** `any` routes are what Stripe.js calls with a publishable key. */
  readonly keys: "secret" | "any";
  readonly run: (call: RawCall) => unknown;
};

type Definition<S extends Spec> = {
  readonly method: Method;
  readonly path: string;
  readonly keys?: "secret" | "any";
  readonly params: S;
  /** Refusals that come before the parameters are read, such as parameters that a version has dropped. */
  readonly refuse?: (tree: FormTree, version: string) => void;
  readonly handle: (call: Call<S>) => unknown;
};

/** One method and path of the API with the parameters it knows. */
export function route<S extends Spec>(definition: Definition<S>): Route {
  return {
    method: definition.method,
    path: definition.path,
    keys: definition.keys ?? "secret",
    run({ tree, version, ...call }) {
      definition.refuse?.(tree, version);
      return definition.handle({ ...call, params: readParams(definition.params, tree) });
    },
  };
}

export type Match = { readonly route: Route; readonly ids: readonly string[] };

type Compiled = { readonly route: Route; readonly segments: readonly string[] };

const isVariable = (segment: string): boolean => segment.startsWith(":");

function matchSegments(pattern: readonly string[], path: readonly string[]): readonly string[] | null {
  const ids: string[] = [];
  for (const [index, segment] of pattern.entries()) {
    const given = path[index] ?? "";
    if (isVariable(segment)) {
      if (given === "") return null;
      ids.push(decodeURIComponent(given));
    } else if (segment !== given) return null;
  }
  return ids;
}

/** Finds the route of a request; fixed segments win over variables. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | null {
  const byShape = new Map<string, Compiled[]>();
  for (const entry of routes) {
    const segments = entry.path.split("/");
    const shape = `${entry.method} ${segments.length}`;
    const compiled = [...(byShape.get(shape) ?? []), { route: entry, segments }];
    const variables = (candidate: Compiled): number => candidate.segments.filter(isVariable).length;
    byShape.set(
      shape,
      compiled.toSorted((a, b) => variables(a) - variables(b)),
    );
  }
  return (method, path) => {
    const segments = path.split("/");
    for (const compiled of byShape.get(`${method} ${segments.length}`) ?? []) {
      const ids = matchSegments(compiled.segments, segments);
      if (ids !== null) return { route: compiled.route, ids };
    }
    return null;
  };
}
